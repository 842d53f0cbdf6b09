"""The pause that robots.txt asks for between two requests (`Crawl-delay`): a downloader middleware next to the wire."""

import asyncio
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.conduct.not_asked import NotAsked


class Pace:
    """Lets each host rest after each of its answers. Where that takes longer than we wait, its other boards are not asked."""

    def __init__(self, longest_wait: float) -> None:
        self.longest_wait = longest_wait
        self._not_before: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """With the longest wait of the settings."""
        return cls(crawler.settings.getfloat("LONGEST_WAIT_SECONDS"))

    async def process_request(self, request: Request) -> None:
        """Holds a request back until its host has rested."""
        wait = self._not_before.get(_host(request), 0.0) - asyncio.get_running_loop().time()
        if wait > self.longest_wait:
            raise NotAsked("skipped", f"robots.txt lets us ask again in {wait / 60:.0f} minutes only")
        if wait > 0:
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Response:
        """The host's rest begins."""
        self._rest(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """So it does where it did not answer."""
        self._rest(request)

    def _rest(self, request: Request) -> None:
        if delay := request.meta.get("crawl_delay"):
            self._not_before[_host(request)] = asyncio.get_running_loop().time() + delay


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc
