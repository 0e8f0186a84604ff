"""Describe the graph and the service to programs: VoID, DCAT, examples, service description.

``graphs`` adds the descriptions to a loaded graph, each as a named graph of its own; the server
gives the same as documents, with the addresses of the host that was asked.
"""
