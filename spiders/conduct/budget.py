"""What a crawl may cost its hosts: requests in a day, and time."""

import time
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings

from spiders.conduct.not_asked import NotAsked
from spiders.conduct.traffic import Cost


class Budget:
    """Ends the asking when the day's requests, the crawl's time or a board's time are used up.

    Each request with a `cost` counts, retries and redirects too; robots.txt is free.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.daily_requests = settings.getint("DAILY_REQUESTS")
        self.left = self.daily_requests - settings.getint("REQUESTS_SPENT")
        self.crawl_seconds = settings.getfloat("CRAWL_SECONDS")
        self.board_seconds = settings.getfloat("BOARD_SECONDS")
        self.began = time.monotonic()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """With the limits of the settings, where they are to be kept."""
        if not crawler.settings.getbool("BUDGET_ENABLED"):
            raise NotConfigured
        return cls(crawler.settings)

    def process_request(self, request: Request) -> None:
        """Raises `NotAsked` where something is used up: the board is skipped, or has failed if it was asked before."""
        cost = request.meta.get("cost")
        if cost is None:
            return
        if used_up := self._used_up(cost, time.monotonic()):
            raise NotAsked("failed" if cost.requests else "skipped", used_up)
        self.left -= 1

    def _used_up(self, cost: Cost, now: float) -> str | None:
        if self.left <= 0:
            return f"the day's budget of {self.daily_requests:,} requests is used up"
        if now - self.began > self.crawl_seconds:
            return f"the crawl's time of {self.crawl_seconds / 60:.0f} minutes is used up"
        if cost.began is not None and now - cost.began > self.board_seconds:
            return f"given up after {self.board_seconds / 60:.0f} minutes"
        return None
