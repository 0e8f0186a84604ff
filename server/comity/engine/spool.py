"""Keep an answer until it is whole: in memory while it is short, then in a file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, Any

from comity.engine.job import Answer
from comity.errors import TookTooMuch, TooManyQueries

IN_MEMORY = 1024 * 1024  # bytes; what is longer goes to a file


class Budget:
    """Hold how many bytes may be kept in files: by one answer, and by all together."""

    def __init__(self, each: int, together: int) -> None:
        self.each = each
        self._left = together

    def take(self, number: int, before: int) -> None:
        """Take bytes for an answer that has some already; raise TookTooMuch or TooManyQueries."""
        if before + number > self.each:
            raise TookTooMuch(
                f"The answer is longer than {self.each // 1024**2} MiB, the most that is given; "
                "add LIMIT, or fetch whole graphs from /graphs."
            )
        if number > self._left:
            raise TooManyQueries("Too many long answers are on their way; try again in a while.")
        self._left -= number

    def give(self, number: int) -> None:
        """Give bytes back."""
        self._left += number


class Spool:
    """Take the pieces of an answer; takes a folder for the file and the budget for its bytes."""

    def __init__(self, folder: Path, budget: Budget) -> None:
        self._folder = folder
        self._budget = budget
        self._size = 0
        self._pieces: list[bytes] = []
        self._file: IO[bytes] | None = None

    def write(self, piece: bytes) -> None:
        """Take the next piece; raises TookTooMuch or TooManyQueries when there is no room."""
        long = self._size + len(piece) > IN_MEMORY
        if long:
            self._budget.take(len(piece) + (0 if self._file else self._size), self._size)
        if long and self._file is None:
            self._file = tempfile.NamedTemporaryFile(dir=self._folder, delete=False)  # noqa: SIM115
            self._file.writelines(self._pieces)
            self._pieces.clear()
        self._size += len(piece)
        if self._file is None:
            self._pieces.append(piece)
        else:
            self._file.write(piece)

    def answer(self, told: dict[str, Any]) -> Answer:
        """Return the whole answer, with what the worker told of it; a file is the caller's then."""
        content: bytes | Path = b"".join(self._pieces)
        if self._file is not None:
            self._file.close()
            content, self._file = Path(self._file.name), None
        return Answer(content, self._size, told["rows"], told["encoding"])

    def discard(self) -> None:
        """Drop what was kept."""
        self._pieces.clear()
        if self._file is not None:
            self._file.close()
            Path(self._file.name).unlink(missing_ok=True)
            self._budget.give(self._size)
