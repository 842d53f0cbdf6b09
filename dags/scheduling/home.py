"""What `helpwanted airflow` does: Airflow at home, over this repository, until somebody stops it."""

import os
import signal
import time
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dags.scheduling.server import Server, password_file, serving
from dags.scheduling.settings import default_home


def run(port: int = 8080, *, is_sandbox: bool = False, home: Path | None = None) -> None:
    """Run Airflow until Ctrl-C or SIGTERM, with a sandbox beside it if wanted.

    Raises AirflowFailed when it cannot start, or when a part of it dies.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as stack:
        try:
            if is_sandbox:
                # Invented postings never share a store with real ones.
                os.environ.setdefault("HELPWANTED_DATA", "data-sandbox")
                os.environ["HELPWANTED_SANDBOX"] = stack.enter_context(_sandbox())
            print("Airflow is starting, this takes about half a minute …", flush=True)
            server = stack.enter_context(serving(home or default_home(), port))
            print(greeting(server), flush=True)
            while True:
                server.check()
                time.sleep(1)
        except KeyboardInterrupt:
            print("stopping Airflow …", flush=True)


def greeting(server: Server) -> str:
    """What somebody who wants to log in needs to know. A password is shown once, when it is made."""
    known = f"as shown the first time; kept in {password_file(server.home)}"
    lines = {
        "Airflow": server.url,
        "user": server.user,
        "password": server.password if server.is_new_password else known,
        "data": os.environ.get("HELPWANTED_DATA", "data"),
        "sandbox": os.environ.get("HELPWANTED_SANDBOX", "no: real boards are asked; collect_postings starts paused"),
        "logs": str(server.logs),
    }
    return "\n".join([*(f"{name:10}{value}" for name, value in lines.items()), "Ctrl-C stops it."])


def _sandbox() -> AbstractContextManager[str]:
    """A pretend internet around today: five months to look back on, one month for Airflow to run into."""
    from spiders.sandbox.server import running

    today = datetime.now(UTC).date()
    return running(today - timedelta(days=152), 183)
