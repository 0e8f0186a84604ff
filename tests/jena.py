"""Run the commands of Apache Jena, as Debian packages it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from protocol.clients.shared import missing, program, run

Jena = Callable[..., str]

_JARS = Path("/usr/share/java")
_CLASSES = """
    jena-arq jena-base jena-cmds jena-core jena-dboe-base jena-dboe-index jena-dboe-storage
    jena-dboe-trans-data jena-dboe-transaction jena-iri jena-rdfconnection jena-shacl jena-shex
    jena-tdb jena-tdb2 commons-cli commons-codec commons-compress commons-csv commons-io
    commons-lang3 dexx.collection gson guava httpclient httpclient-cache httpcore
    jackson-annotations jackson-core jackson-databind jakarta.json-api jcl-over-slf4j jsonld-java
    protobuf slf4j-api slf4j-nop thrift titanium-json-ld
""".split()
_MISPLACED = "org/apache/jena/ext/xerces/"  # Debian moved the classes but not their messages


def jena(folder: Path) -> Jena:
    """Return what runs a command of Jena by the name of its class, and returns what it says.

    Takes a folder for what Debian's packages lack. Skips the test, or fails it, without Jena.
    """
    java = program("java", "default-jre-headless")
    if not (_JARS / "jena-cmds.jar").exists():
        missing("Apache Jena is not installed (Debian: libapache-jena-java)")
    with zipfile.ZipFile(_JARS / "jena-core.jar") as core:
        for name in core.namelist():
            if name.startswith(_MISPLACED) and name.endswith(".properties"):
                target = folder / "xerces" / name.removeprefix(_MISPLACED)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(core.read(name))
    classes = ":".join([*(str(_JARS / f"{name}.jar") for name in _CLASSES), str(folder)])

    def call(command: str, *options: str) -> str:
        return run(java, "-XX:TieredStopAtLevel=1", "-cp", classes, command, *options)

    return call
