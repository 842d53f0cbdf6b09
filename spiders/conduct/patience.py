"""Retries that wait. Scrapy 2.19 retries at once and does not know `Retry-After`."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response
from scrapy.settings import BaseSettings

from spiders.conduct.not_asked import NotAsked


class PatientRetry(RetryMiddleware):
    """Retries after a pause that doubles, or after what `Retry-After` says. The pause holds for the whole host.

    A host that wants to be left alone for longer than `LONGEST_WAIT_SECONDS` is left alone for the rest of the crawl.
    """

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.backoff_seconds = settings.getfloat("BACKOFF_SECONDS")
        self.longest_wait = settings.getfloat("LONGEST_WAIT_SECONDS")
        self.leaves_alone = settings.getbool("LEAVES_HOSTS_ALONE")
        self._not_before: dict[str, float] = {}
        self._left_alone: dict[str, str] = {}

    async def process_request(self, request: Request) -> None:
        """Holds a request back while its host is to be left alone; raises `NotAsked` where that takes too long."""
        if wish := self._left_alone.get(_host(request)):
            raise NotAsked("skipped", wish)
        wait = self._not_before.get(_host(request), 0.0) - asyncio.get_running_loop().time()
        if wait > 0:
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or the request to be sent again after a pause."""
        asked_for = retry_after(response)
        if asked_for is not None and asked_for > self.longest_wait:
            self._leave_alone(request, asked_for)
            return response
        again = super().process_response(request, response)
        if isinstance(again, Request):
            self._pause(again, asked_for)
        return again

    def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        """The request to be sent again after a pause, where the failure may be a passing one."""
        again = super().process_exception(request, exception)
        if isinstance(again, Request):
            self._pause(again, None)
        return again

    def _leave_alone(self, request: Request, asked_for: float) -> None:
        if self.leaves_alone:
            self._left_alone[_host(request)] = f"its host wants to be left alone for {asked_for / 60:.0f} minutes"

    def _pause(self, again: Request, asked_for: float | None) -> None:
        doubled: float = self.backoff_seconds * 2 ** (again.meta["retry_times"] - 1)
        self._not_before[_host(again)] = asyncio.get_running_loop().time() + max(doubled, asked_for or 0.0)


def retry_after(response: Response) -> float | None:
    """Seconds to wait as `Retry-After` states them, in seconds or as a date (RFC 9110, 10.2.3); null where it does not."""
    stated = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if stated.isdecimal():
        return float(stated)
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc
