"""Turns: on one machine a host is asked by one crawl at a time, whoever starts it; who comes second waits."""

import fcntl
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def turns(hosts: Iterable[str]) -> Iterator[None]:
    """Hold the turns of these hosts, by name; waits while another process or thread has one of them.

    They are taken in the order of their names, so that two who want the same never wait for each other. The system takes
    them back from whoever dies.
    """
    folder = Path(tempfile.gettempdir(), f"helpwanted-turns-{os.getuid()}")
    folder.mkdir(mode=0o700, exist_ok=True)
    with ExitStack() as stack:
        for host in sorted(set(hosts)):
            file = stack.enter_context((folder / re.sub(r"\W+", "-", host)).open("w"))
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
