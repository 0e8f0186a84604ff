"""Measure how many answers a second many clients get, with wrk."""

from __future__ import annotations

import os
import re
import subprocess

from benchmarks.client import TooSlow
from benchmarks.contest import Case, Contestant, Effort, Figures
from benchmarks.peers import Server
from benchmarks.processes import program

CLIENTS = 32
SATURATING = 0.05  # seconds; slower queries would keep a server busy long after its clients left


def throughput(case: Case, contestant: Contestant, figures: Figures, effort: Effort) -> None:
    """Keep how many answers a second many clients get; of a slow query, how many they can get."""
    wrk = program("wrk")
    if wrk is None or not figures.comparable or not isinstance(contestant.peer, Server):
        return
    if figures.p50 > SATURATING * 1000:
        figures.rate, figures.bound = (os.cpu_count() or 1) * 1000 / figures.p50, True
        return
    load = [wrk, "-t1", f"-c{CLIENTS}", f"-d{effort.throughput}s"]
    server = contestant.peer
    address = f"http://127.0.0.1:{server.port}{server.client.target(case.text)}"
    command = [*load, "-H", f"Accept: {case.accept}", address]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r"Requests/sec:\s+([\d.]+)", run.stdout)
    refused = "Non-2xx or 3xx responses" in run.stdout
    figures.rate = float(found[1]) if found and not refused else 0.0
    try:
        contestant.ask(case)  # comes back only when what the clients left behind lets it
    except (OSError, TooSlow):
        contestant.restart()
