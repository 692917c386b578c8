"""Reads the feed of papers, one every PAUSE_MS, ROUNDS times (0: until stopped)."""

import itertools
import os
import time

import telemetry  # first: it patches the clients

from digest import digest
from label import label
from papers import PAPERS

rounds = int(os.environ.get("ROUNDS", "0"))
pause = int(os.environ.get("PAUSE_MS", "3000")) / 1000

for number in itertools.count() if rounds == 0 else range(rounds):
    paper = PAPERS[number % len(PAPERS)]
    with telemetry.feature("label", session=f"paper-{paper['id']}"):
        field = label(paper["abstract"])
    with telemetry.feature("digest", session=f"paper-{paper['id']}"):
        digest(paper["title"], paper["abstract"])
    print(f"paper {paper['id']}: {field}", flush=True)
    time.sleep(pause)

telemetry.flush()
