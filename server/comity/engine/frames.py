"""Frame what the server and an engine worker say to each other over a unix socket.

A frame is one byte that tells its kind, four bytes that tell the length of its payload (big-endian)
and the payload. A request is one frame; an answer is any number of data frames and one end frame,
or one error frame. An answer without its end frame was cut short.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

REQUEST, DATA, ERROR, END = b"Q", b"D", b"E", b"Z"
KINDS = frozenset({REQUEST, DATA, ERROR, END})
LONGEST = 16 * 1024 * 1024  # bytes of payload; more is a sign that the other side speaks otherwise

_HEADER = struct.Struct("!cI")


class FrameError(ValueError):
    """Report bytes that are no frame."""


def frame(kind: bytes, payload: bytes) -> bytes:
    """Return a frame of one kind around a payload of at most ``LONGEST`` bytes."""
    if len(payload) > LONGEST:
        raise FrameError(f"a payload of {len(payload)} bytes is too long for a frame")
    return _HEADER.pack(kind, len(payload)) + payload


class Reader:
    """Take bytes as they arrive and give the frames in them."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, received: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Yield kind and payload of each frame that these bytes complete.

        Raises FrameError for a kind that there is not and for a payload that is too long.
        """
        self._rest += received
        while len(self._rest) >= _HEADER.size:
            kind, length = _HEADER.unpack_from(self._rest)
            if kind not in KINDS or length > LONGEST:
                raise FrameError("this is no frame")
            end = _HEADER.size + length
            if len(self._rest) < end:
                return
            payload = bytes(self._rest[_HEADER.size : end])
            del self._rest[:end]
            yield kind, payload
