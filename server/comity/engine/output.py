"""Send an answer over a socket in frames while it is being written."""

from __future__ import annotations

import io
import json
import socket
import zlib
from typing import Protocol

import zstandard

from comity.engine.frames import DATA, END, frame
from comity.formats import Format

PIECE = 64 * 1024  # bytes that are gathered before they are sent
_SMALL = 1024  # bytes below which a content coding does not pay

# What begins a row in each format and, escaped as texts are there, stands nowhere else.
_ROW_MARKS = {"json": (b'[{"', b',{"'), "xml": (b"<result>",), "tsv": (b"\n",), "csv": ()}

# No XML 1.0 document can have these characters, not even escaped (section 2.2).
_FFFE, _FFFF = "\ufffe".encode(), "\uffff".encode()
_CONTROLS = bytes.maketrans(bytes([*range(9), 11, 12, *range(14, 32)]), b"?" * 29)


class _Coder(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


def coder(encoding: str) -> _Coder | None:
    """Return what writes a content coding (gzip or zstd), None for none."""
    if encoding == "gzip":
        return zlib.compressobj(5, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=3).compressobj()
    return None


class Output(io.RawIOBase):
    """Write to a socket in data frames, coded as asked for and counted.

    Takes the socket, the format that is written, and a content coding (RFC 9110, section 8.4.1) or
    an empty text. A short answer is sent in one go and not coded.
    """

    def __init__(self, to: socket.socket, answer: Format, encoding: str) -> None:
        super().__init__()
        self._socket = to
        self._encoding = encoding
        self._coder: _Coder | None = None
        self._gathered = bytearray()
        self._xml = answer.name == "xml"
        self._marks = _ROW_MARKS.get(answer.name, ())
        self._tail = b""
        self.rows = -1 if answer.name == "tsv" else 0
        self.sent = False

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Take the next bytes of the answer."""
        given = len(data)
        if self._xml:
            # A reader would take a bare CR for a line feed, and no XML may have other controls.
            data = data.translate(_CONTROLS).replace(b"\r", b"&#xD;")
            data = data.replace(_FFFE, b"?").replace(_FFFF, b"?")
        for mark in self._marks:
            overlap = self._tail[len(self._tail) - len(mark) + 1 :] if len(mark) > 1 else b""
            self.rows += (overlap + data).count(mark)
        self._tail = (self._tail + data)[-8:] if len(data) < 8 else data[-8:]
        self._gathered += data
        if len(self._gathered) >= PIECE:
            self._send(self._take())
        return given

    def finish(self, counted: int | None, keep: bool = False) -> None:
        """Send what is left and the end mark, with the number of rows where it is known.

        Takes the number of triples, None for solutions, which were counted on their way, and
        whether the connection can be used again.
        """
        rest = bytes(self._gathered)
        if self.sent or len(rest) >= _SMALL:
            rest = self._take()
            rest += self._coder.flush() if self._coder else b""
        rows = counted if counted is not None else (self.rows if self._marks else None)
        told = {"rows": rows, "encoding": self._encoding if self._coder else "", "keep": keep}
        end = frame(END, json.dumps(told).encode())
        self._socket.sendall((frame(DATA, rest) if rest else b"") + end)

    def _take(self) -> bytes:
        if self._coder is None:
            self._coder = coder(self._encoding)
        gathered = bytes(self._gathered)
        self._gathered.clear()
        return self._coder.compress(gathered) if self._coder else gathered

    def _send(self, piece: bytes) -> None:
        self.sent = True
        if piece:
            self._socket.sendall(frame(DATA, piece))
