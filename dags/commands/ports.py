"""A port that somebody else listens on."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager


class PortTaken(Exception):
    """Nothing can listen on the port; the message is one line that says what to do."""

    exit_code = 2


@contextmanager
def listening_on(port: int) -> Iterator[None]:
    """A block that listens on `port`. Raises `PortTaken` where another program does already."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTaken(f"port {port} is taken: choose another one with --port") from error
