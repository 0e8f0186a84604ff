"""Draw charts as SVG on the server, so that they work without any script and can be printed.

Each chart is a function of the almanac, a thing and the day, known by the kind of the thing and a
name (``known``); it has an address of its own, ``/chart/<kind>/<slug>/<name>.svg``.
"""
