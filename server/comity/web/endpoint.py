"""Answer queries for any server: negotiate, look in the cache, run each question once at a time."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from hashlib import blake2b
from http import HTTPStatus
from pathlib import Path

from cachetools import LRUCache
from werkzeug.exceptions import HTTPException

from comity.engine.base import Service
from comity.engine.job import Answer, Job, new_id
from comity.errors import ComityError
from comity.formats import Format
from comity.web import journal, problems, protocol
from comity.web.exchange import COMMON, Asked, Headers, Reply
from comity.web.protocol import Operation

CACHE = 64 * 1024 * 1024  # bytes of answers that are kept
MAX_AGE = 300  # seconds for which a client need not ask again
_OVERHEAD = 2048  # bytes that a kept answer takes beside its own
_KEEP_FILE = 10  # seconds after which the file of a reply, opened long since, is removed

_VARY = ("Vary", "Accept, Accept-Encoding")
_REPEATABLE = ("Cache-Control", f"public, max-age={MAX_AGE}")
_ONCE = ("Cache-Control", "no-store")


class Endpoint:
    """Answer queries by a service; to be used from one event loop alone."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._version = ""
        self._day = date.min
        self._cache: LRUCache[Asked, tuple[str, Reply]]
        self._cache = LRUCache(CACHE, getsizeof=lambda kept: _size(kept[1]) + _OVERHEAD)
        self._running: dict[str, asyncio.Future[Answer]] = {}

    def cached(self, asked: Asked) -> Reply | None:
        """Return the reply to a request that was answered before, without any waiting."""
        if self._day != date.today():
            return None
        digest, reply = self._cache.get(asked, ("", None))
        if reply is not None:
            journal.record(new_id(), digest, "cached", None, _size(reply))
        return reply

    async def reply(self, asked: Asked) -> Reply | Operation | None:
        """Answer a request; return the operation when a page is wanted, None without a query.

        What a client has caused to go wrong is answered and not raised.
        """
        try:
            operation = protocol.read(asked)
            if operation is None or operation.page:
                return operation
            return await self._answer(asked, operation)
        except (ComityError, HTTPException) as error:
            return problems.reply(error, asked.accept)

    async def _answer(self, asked: Asked, operation: Operation) -> Reply:
        repeatable = operation.query.repeatable
        digest = operation.digest(await self.version())
        etag = f'W/"{digest}"'
        headers = [*COMMON, _VARY, _REPEATABLE if repeatable else _ONCE]
        if repeatable:
            headers.append(("ETag", etag))
            if matches(asked.if_none_match, etag):
                journal.record(new_id(), digest, "not-modified")
                return Reply(HTTPStatus.NOT_MODIFIED, headers)
        answer = await self.run(operation, digest if repeatable else "")
        headers += _headers(operation.format, answer)
        reply = Reply(HTTPStatus.OK, headers, answer.content)
        if repeatable and isinstance(answer.content, bytes):
            self._cache[asked] = (digest, reply)
        return reply

    async def dump(self, job: Job, if_none_match: str) -> Reply:
        """Answer a request for a whole graph; raises what the service raises."""
        digest = blake2b(
            repr((job.dump, job.format.name, job.encoding, await self.version())).encode(),
            digest_size=12,
        ).hexdigest()
        etag = f'W/"{digest}"'
        headers = [*COMMON, _VARY, _REPEATABLE, ("ETag", etag)]
        if matches(if_none_match, etag):
            return Reply(HTTPStatus.NOT_MODIFIED, headers)
        answer = await self._do(job, digest)
        return Reply(HTTPStatus.OK, headers + _headers(job.format, answer), answer.content)

    async def version(self) -> str:
        """Return a text that is another for other data; wait for it on a new day."""
        if self._day != date.today():
            self._day = date.today()
            self._version = await asyncio.to_thread(self.service.version)
            self._cache.clear()
        return self._version

    async def run(self, operation: Operation, digest: str) -> Answer:
        """Have the service answer an operation, or wait for the answer to the same one.

        Takes a text that equal operations share, empty for one that is to run by itself. Writes one
        line to the journal. Raises what the service raises.
        """
        while running := self._running.get(digest):
            await asyncio.wait([running])
            if not running.cancelled():  # the client that was first may have left
                journal.record(new_id(), digest, "shared")
                return running.result()
        running = asyncio.get_running_loop().create_future()
        if digest:
            self._running[digest] = running
        try:
            answer = await self._do(operation.job(), digest)
            running.set_result(answer)
            return answer
        except ComityError as error:
            running.set_exception(error)
            running.exception()  # nobody else may be waiting, and that is no mistake
            raise
        finally:
            self._running.pop(digest, None)
            running.cancel()

    async def _do(self, job: Job, digest: str) -> Answer:
        started, outcome, answer = time.perf_counter(), "cancelled", None
        try:
            answer = await self.service.answer(job)
            outcome = "ok"
        except ComityError as error:
            outcome = type(error).__name__
            raise
        finally:
            size, rows = (answer.size, answer.rows) if answer else (0, None)
            journal.record(job.id, digest, outcome, rows, size, time.perf_counter() - started)
        if isinstance(answer.content, Path):
            asyncio.get_running_loop().call_later(_KEEP_FILE, self.service.release, answer)
        return answer


def _headers(format_: Format, answer: Answer) -> Headers:
    headers = [
        ("Content-Type", format_.content_type),
        ("Content-Length", str(answer.size)),
    ]
    if answer.encoding:
        headers.append(("Content-Encoding", answer.encoding))
    return headers


def _size(reply: Reply) -> int:
    return len(reply.body) if isinstance(reply.body, bytes) else 0


def matches(if_none_match: str, etag: str) -> bool:
    """Return whether a header field If-None-Match names an entity tag (RFC 9110, 13.1.2)."""
    given = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return etag.removeprefix("W/") in given or "*" in given
