"""Synthetic markets on loopback, in the test's own process: what a board answers can be changed from one day to the next."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from spiders.sandbox.market import Market
from spiders.sandbox.server import Handler, Server


class WellMarket(Market):
    """A market in which nothing goes wrong."""

    def failure(self, source: str, board: str, day: date) -> str | None:
        return None


@contextmanager
def answering(market: Market, manner: type[Handler] | None = None) -> Iterator[str]:
    """The URL of a server that answers for a market, in a manner of its own where one is given."""
    market.truth()  # made when first looked at, which takes longer than spiders wait for an answer here
    server = Server(market, 0)
    if manner:
        server.RequestHandlerClass = type("Manner", (manner, server.RequestHandlerClass), {})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.url
    finally:
        server.shutdown()
        server.server_close()
