"""Two hundred clients at once, while attackers keep every worker busy."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from hostile.conftest import Figures
from hostile.load import Fared, bombing, crowd, fresh
from hostile.processes import Family, descriptors, memory, until
from hostile.rude import BOMB
from serving import Server

WORKERS = 2


def test_a_crowd_is_answered_or_told_to_come_again_beside_a_bomb_in_each_worker(
    server: Server, family: Family, figures: Figures
) -> None:
    crowd(server, 50, 4)  # what is taken once, such as threads, is no growth
    size, opened = memory(family.http), descriptors(family.http)
    with bombing(server, BOMB, WORKERS) as bombs:
        time.sleep(0.5)
        fared = crowd(server, 200, 5, pause=0.5)
    grown = memory(family.http) - size
    share = fared.statuses[200] / fared.statuses.total()
    figures(
        "200 clients beside two bombs", ok=share, http_grew_MiB=grown, http_MiB=size, **fared.told
    )
    assert not fared.wrong
    assert fared.statuses.total() == 1000, "some got no answer"
    assert {each.status for each in bombs} == {503}
    assert share > 0.2
    assert fared.quantile(0.95) < 8
    assert grown < 30
    until(lambda: descriptors(family.http) <= opened + 8, 20, "descriptors are given back")
    until(lambda: len(family.workers) == WORKERS, 10, "as many workers as there should be")
    until(lambda: family.keeps_no_file, 30, "no file is left")


def test_a_few_clients_hardly_notice_a_bomb_in_each_worker(
    server: Server, figures: Figures
) -> None:
    with bombing(server, BOMB, WORKERS):
        time.sleep(0.5)
        fared = crowd(server, 4, 60, pause=0.02)
    figures("4 clients beside two bombs", **fared.told)
    assert not fared.wrong
    assert fared.statuses == {200: 240}
    assert fared.quantile(0.5) < 1


def test_two_dozen_bombs_at_once_starve_nobody(server: Server, figures: Figures) -> None:
    with ThreadPoolExecutor(24) as attackers:
        thrown = [attackers.submit(server.get, fresh(BOMB)) for _ in range(24)]
        time.sleep(0.3)
        started = time.monotonic()
        fared = crowd(server, 10)
        seconds = time.monotonic() - started
        assert {each.result().status for each in thrown} == {503}
    figures("10 clients beside two dozen bombs", slowest_s=seconds, **fared.told)
    assert not fared.wrong
    assert fared.statuses == {200: 10}, "some waited in vain"
    assert b"Kenya" in server.get(fresh()).body


def _ask(server: Server, path: str, number: int, **headers: str) -> Counter[int]:
    with ThreadPoolExecutor(number) as clients:
        sent = [clients.submit(server.fetch, path, **headers) for _ in range(number)]
        return Counter(each.result().status for each in sent)


def test_sixty_browsers_at_once_all_get_the_front_page(server: Server) -> None:
    found = Counter[int]()
    for _ in range(4):
        found += _ask(server, "/", 60)
    assert found.keys() <= {200, 503}


def test_health_is_told_at_once_even_when_sixty_ask(server: Server, figures: Figures) -> None:
    fared, started = Fared(), time.monotonic()
    assert _ask(server, "/health", 60) == {200: 60}
    fared.take(lambda: server.get(fresh()))
    seconds = time.monotonic() - started
    figures("60 asking for /health", answered_after_s=seconds, **fared.told)
    assert seconds < 3
