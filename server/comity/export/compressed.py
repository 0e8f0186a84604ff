"""Write compressed files whose bytes depend on nothing but their content."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Protocol, cast

import zstandard

from comity.artefacts import Artefact

ENDINGS = {"gzip": ".gz", "zstd": ".zst"}
_GZIP_LEVEL = 9
_ZSTD_LEVEL = 12  # higher ones take twenty times as long for a seventh


def planned(name: str, title: str, media_type: str) -> tuple[Artefact, ...]:
    """Return the files in which a document comes, one for each coding."""
    return tuple(
        Artefact(name + ending, title, media_type, coding) for coding, ending in ENDINGS.items()
    )


@contextmanager
def compressed(folder: Path, name: str) -> Iterator[IO[bytes]]:
    """Give a file to write to; what is written arrives in one file for each coding."""
    with ExitStack() as stack:
        plain = stack.enter_context((folder / f"{name}.gz").open("wb"))
        # Without a name and a time in it, equal content gives equal bytes.
        zipped = gzip.GzipFile("", "wb", _GZIP_LEVEL, plain, mtime=0)
        stack.enter_context(zipped)
        compressor = zstandard.ZstdCompressor(_ZSTD_LEVEL)
        other = (folder / f"{name}.zst").open("wb")
        yield cast(IO[bytes], _Both(zipped, stack.enter_context(compressor.stream_writer(other))))


class _Writable(Protocol):
    def write(self, data: bytes, /) -> int: ...


class _Both:
    """Write to several files at once."""

    def __init__(self, *files: _Writable) -> None:
        self._files = files

    def write(self, data: bytes) -> int:
        for file in self._files:
            file.write(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: a flush in the middle would only make the files longer."""
