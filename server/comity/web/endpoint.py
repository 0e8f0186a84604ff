"""Answer queries for any server: negotiate, look in the cache, run each question once at a time."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from pathlib import Path

from cachetools import LRUCache
from werkzeug.exceptions import HTTPException, InternalServerError

from comity.advice import advice
from comity.engine.base import Service
from comity.engine.job import Answer, Job, new_id
from comity.errors import ComityError, TookTooLong
from comity.formats import Format
from comity.query import LONGEST_READ
from comity.web import journal, problems, protocol
from comity.web.conditions import Condition, last_modified, matches
from comity.web.exchange import COMMON, Asked, Headers, Reply
from comity.web.protocol import Operation

CACHE = 64 * 1024 * 1024  # bytes of answers that are kept
MAX_AGE = 300  # seconds for which a client need not ask again
_LONGEST_KEPT = 8192  # characters of a question whose answer is kept
_OVERHEAD = 2048 + _LONGEST_KEPT  # bytes that a kept answer may take beside its own
_ASK_AGAIN = 0.5  # seconds after which a graph that was not whole may be
_KEEP_FILE = 10  # seconds after which the file of a reply, opened long since, is removed

_ID = "X-Request-ID"
_VARY = ("Vary", "Accept, Accept-Encoding")
_REPEATABLE = ("Cache-Control", f"public, max-age={MAX_AGE}")
_ONCE = ("Cache-Control", "no-store")


Problem = ComityError | HTTPException


class Endpoint:
    """Answer queries by a service; to be used from one event loop alone."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._version = ""
        self._asking: asyncio.Task[None] | None = None
        self._day = date.min
        self._cache: LRUCache[Asked | str, tuple[str, Reply]]
        self._cache = LRUCache(CACHE, getsizeof=lambda kept: _size(kept[1]) + _OVERHEAD)
        self._running: dict[str, asyncio.Future[Answer]] = {}

    def cached(self, asked: Asked) -> Reply | None:
        """Return the reply to a request that was answered before, without any waiting."""
        if self._day != date.today():
            return None
        digest, kept = self._cache.get(asked, ("", None))
        return kept and self._tell(kept, digest, "cached")

    async def reply(self, asked: Asked) -> Reply | Operation | Problem | None:
        """Answer a request; return the operation when a page is wanted, None without a query.

        What goes wrong is answered and not raised, or returned for a page to show it.
        """
        try:
            operation = protocol.read(asked)
            if operation is None or operation.page:
                return operation
            return await self._answer(asked, operation)
        except (ComityError, HTTPException) as error:
            return error if problems.as_page(asked.accept) else problems.reply(error, asked.accept)
        except Exception:
            logging.getLogger(__name__).exception("a request could not be answered")
            return problems.reply(InternalServerError(), asked.accept)

    async def page(self, operation: Operation) -> Answer:
        """Return what a page is to show; raises what the service raises."""
        job = operation.job()
        digest, lasting = await self._identify(job)
        return await self._run(job, digest, lasting)

    async def dump(self, job: Job, if_none_match: str) -> Reply:
        """Answer a request for a whole graph; raises what the service raises."""
        return await self._unless_known(job, *await self._identify(job), if_none_match)

    async def give(self, job: Job, condition: Condition | None = None) -> Reply:
        """Answer a job of the server's own, such as a document; raises what the service raises.

        What it gives may be another on another day, and tells so.
        """
        version = await self.whole()
        if job.topic is not None:
            job = replace(job, topic=replace(job.topic, version=version))
        digest = job.digest(version)
        day = date.fromisoformat(version[-len("YYYY-MM-DD") :])
        etag, modified = f'W/"{digest}"', ("Last-Modified", last_modified(day))
        if condition is not None and condition.met(etag, day):
            headers = [*COMMON, _VARY, _REPEATABLE, ("ETag", etag), modified]
            return self._tell(Reply(HTTPStatus.NOT_MODIFIED, headers), digest, "not-modified")
        _, kept = self._cache.get(digest, ("", None))
        if kept is not None:
            return self._tell(kept, digest, "cached")
        made = await self._unless_known(job, digest, True, "")
        reply = Reply(made.status, [*made.headers, modified], made.body)
        if isinstance(reply.body, bytes):
            _soon(self._cache.__setitem__, digest, (digest, reply))
        return reply

    async def _answer(self, asked: Asked, operation: Operation) -> Reply:
        job = operation.job()
        digest, lasting = await self._identify(job)
        reply = await self._unless_known(job, digest, lasting, asked.if_none_match)
        short = len(asked.body) + len(asked.query_string) < _LONGEST_KEPT
        if short and lasting and isinstance(reply.body, bytes):
            _soon(self._cache.__setitem__, asked, (digest, reply))
        return reply

    async def _identify(self, job: Job) -> tuple[str, bool]:
        """Return a text that equal jobs share, and whether the answer lasts until other data."""
        version = await self.version()
        return job.digest(version), job.query.repeatable and version != ""

    async def _unless_known(
        self, job: Job, digest: str, lasting: bool, if_none_match: str
    ) -> Reply:
        """Answer a job, with 304 when the client has the answer already (RFC 9110, 13.1.2)."""
        headers = [*COMMON, _VARY, _REPEATABLE if lasting else _ONCE]
        if lasting:
            etag = f'W/"{digest}"'
            headers.append(("ETag", etag))
            if matches(if_none_match, etag):
                known = Reply(HTTPStatus.NOT_MODIFIED, headers)
                return self._tell(known, digest, "not-modified")
        answer = await self._run(job, digest, lasting)
        if lasting and if_none_match.strip() == "*":  # true of whatever there is an answer to
            return Reply(HTTPStatus.NOT_MODIFIED, headers)
        headers += _headers(job.format, answer)
        return Reply(HTTPStatus.OK, [*headers, (_ID, job.id)], answer.content)

    def _tell(self, reply: Reply, digest: str, outcome: str) -> Reply:
        """Write a reply that no worker made to the journal, and give it an identifier."""
        id_ = new_id()
        _soon(journal.record, id_, digest, outcome, None, _size(reply))
        headers = [each for each in reply.headers if each[0] != _ID]
        return Reply(reply.status, [*headers, (_ID, id_)], reply.body)

    async def version(self) -> str:
        """Return a text that is another for other data; wait for it on a new day.

        It is empty while the graph is being made whole, which no answer waits for.
        """
        today = date.today()
        if self._day != today:
            self._version = await asyncio.to_thread(self.service.version)
            self._day = today
            self._cache.clear()
        elif not self._version and self._asking is None:
            self._asking = asyncio.create_task(self._ask_again())
        return self._version

    async def whole(self) -> str:
        """Return the version once the graph is whole; wait until it is."""
        if not await self.version():
            await asyncio.to_thread(self.service.about)
            self._version = await asyncio.to_thread(self.service.version)
        return self._version

    async def _ask_again(self) -> None:
        await asyncio.sleep(_ASK_AGAIN)  # to be asked all the time would keep the keeper from it
        try:
            self._version = await asyncio.to_thread(self.service.version)
        except (ComityError, OSError):  # the next answer asks again
            pass
        finally:
            self._asking = None

    async def _run(self, job: Job, digest: str, share: bool) -> Answer:
        """Have the service do a job, or wait for the answer to the same one where that is as good.

        Takes a text that equal jobs share. Raises what the service raises.
        """
        while share and (running := self._running.get(digest)):
            await asyncio.wait([running])
            if not running.cancelled():  # the client that was first may have left
                journal.record(job.id, digest, "shared")
                return running.result()
        running = asyncio.get_running_loop().create_future()
        if share:
            self._running[digest] = running
        try:
            answer = await self._do(job, digest)
            running.set_result(answer)
            return answer
        except ComityError as error:
            running.set_exception(error)
            running.exception()  # nobody else may be waiting, and that is no mistake
            raise
        finally:
            if share:
                del self._running[digest]
            running.cancel()

    async def _do(self, job: Job, digest: str) -> Answer:
        started, outcome, answer = time.perf_counter(), "failed", None
        try:
            answer = await self.service.answer(job)
            outcome = "ok"
        except TookTooLong as error:
            outcome = type(error).__name__
            raise TookTooLong(" ".join([str(error), *_hints(job)])) from None
        except ComityError as error:
            outcome = type(error).__name__
            raise
        except asyncio.CancelledError:
            outcome = "cancelled"
            raise
        finally:
            size, rows = (answer.size, answer.rows) if answer else (0, None)
            seconds = time.perf_counter() - started
            _soon(journal.record, job.id, digest, outcome, rows, size, seconds)
        if isinstance(answer.content, Path):
            asyncio.get_running_loop().call_later(_KEEP_FILE, self._release, answer)
        return answer

    def _release(self, answer: Answer) -> None:
        if not self.service.release(answer):
            asyncio.get_running_loop().call_later(_KEEP_FILE, self._release, answer)


def _soon(do: Callable[..., object], *arguments: object) -> None:
    """Do what the client need not wait for once the reply has left."""
    asyncio.get_running_loop().call_soon(do, *arguments)


def _headers(format_: Format, answer: Answer) -> Headers:
    headers = [
        ("Content-Type", format_.content_type),
        ("Content-Length", str(answer.size)),
    ]
    if answer.encoding:
        headers.append(("Content-Encoding", answer.encoding))
    return headers


def _hints(job: Job) -> list[str]:
    hints = advice(job.query.text) if len(job.query.text) <= LONGEST_READ else []
    return [f"Line {each.line}, column {each.column}: {each.message}." for each in hints]


def _size(reply: Reply) -> int:
    return len(reply.body) if isinstance(reply.body, bytes) else 0
