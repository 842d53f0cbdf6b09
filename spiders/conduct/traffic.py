"""Counting what each board's requests cost: a downloader middleware next to the wire."""

import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Response


@dataclass
class Cost:
    """Everything that was sent and received for one board, retries and redirects included."""

    robots: str = "none"
    """What robots.txt said of the last request: `allowed`, `disallowed` or `unreachable`; `none` where nobody asked it."""
    began: float | None = None
    """When the first request left, by the monotonic clock."""
    started_at: str | None = None
    requests: int = 0
    bytes: int = 0
    codes: Counter[int] = field(default_factory=Counter)

    @property
    def http_codes(self) -> str | None:
        """The codes answered with their number, as in `200×2 503×1`."""
        return " ".join(f"{code}×{times}" for code, times in sorted(self.codes.items())) or None


class Traffic:
    """Adds up the cost in the `cost` that a request carries; copies made for retries and redirects carry the same."""

    def process_request(self, request: Request) -> None:
        """One more request leaves."""
        if cost := request.meta.get("cost"):
            cost.began = cost.began or time.monotonic()
            cost.started_at = cost.started_at or now()
            cost.requests += 1

    def process_response(self, request: Request, response: Response) -> Response:
        """An answer came, still compressed."""
        if cost := request.meta.get("cost"):
            cost.bytes += len(response.body)
            cost.codes[response.status] += 1
        return response


def now() -> str:
    """This moment, ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
