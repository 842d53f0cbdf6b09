"""The services of `compose.yaml`, without Docker: the same commands and settings, each in a process of its own."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from docs.deployment import COMPOSE, Service, services

VALUE_OF_CALLER = re.compile(r"\$\{(\w+)(?::[-?]([^}]*))?\}")
"""`${NAME:?}`, which has to be given, and `${NAME:-default}`."""
REPOSITORY = COMPOSE.parent
GRACE_SECONDS = 10


@dataclass
class Cluster:
    """Processes by the service they are; `places` are what the hosts and folders of the file are on this machine."""

    caller: Mapping[str, str]
    places: Mapping[str, str]
    instead: Mapping[str, str]
    """Settings that cannot be those of the file, because containers have addresses of their own."""
    console: Path
    running: "dict[str, subprocess.Popen[bytes]]" = field(default_factory=dict)

    def run(self, service: str) -> None:
        """Run a service to its end."""
        code = self.start(service, service).wait()
        assert code == 0, self.said(service)
        del self.running[service]

    def start(self, service: str, name: str) -> "subprocess.Popen[bytes]":
        """Start a service, in a session of its own."""
        stated = services()[service]
        command = shlex.split(self._placed(stated.command))
        with (self.console / f"{name}.log").open("w") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                env=self.environment(stated),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self.running[name]

    def environment(self, service: Service) -> dict[str, str]:
        """What a container would see: the settings of the file, and of this machine only where its programs are."""
        stated = {name: self._placed(value) for name, value in service.settings.items() if value is not None}
        callers = {name: self.caller[name] for name in service.settings if name not in stated and name in self.caller}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        return {
            "PATH": path,
            "HOME": str(self.console),
            "PYTHONPATH": str(REPOSITORY),
            **stated,
            **callers,
            **self.instead,
        }

    def check(self) -> None:
        """Fails where a process has ended, with what it said last."""
        for name, process in self.running.items():
            assert process.poll() is None, self.said(name)

    def said(self, name: str) -> str:
        return f"{name}: " + (self.console / f"{name}.log").read_text()[-2000:]

    def whose(self, pid: int) -> str:
        """The service that started a process, or that started who started it."""
        line = {parent.pid for parent in psutil.Process(pid).parents()}
        return next(name for name, process in self.running.items() if process.pid in line)

    def kill(self, name: str) -> None:
        """As a machine dies: the process and all that it started, at once and without a word."""
        process = self.running.pop(name)
        kill_all(family(process.pid))
        process.wait()

    def stop(self) -> None:
        """Ask all to end; what has not done so after a while is killed."""
        everybody = [member for process in self.running.values() for member in family(process.pid)]
        for process in self.running.values():
            process.terminate()
        kill_all(psutil.wait_procs(everybody, timeout=GRACE_SECONDS)[1])
        for process in self.running.values():
            process.wait()

    def _placed(self, text: str) -> str:
        for place, here in self.places.items():
            text = text.replace(place, here)
        return VALUE_OF_CALLER.sub(lambda name: self.caller.get(name[1]) or name[2], text)


def family(pid: int) -> list[psutil.Process]:
    """A process and its descendants, whatever group they are in; nobody where it has ended."""
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def kill_all(processes: Iterable[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):  # it has ended by itself
            process.kill()


@contextmanager
def stopped_at_the_end(cluster: Cluster) -> Iterator[Cluster]:
    try:
        yield cluster
    finally:
        cluster.stop()
