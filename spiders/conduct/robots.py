"""Obeying robots.txt by the book (RFC 9309), and writing down what it said.

Scrapy 2.19's own middleware takes a robots.txt that cannot be read for permission, and lets all but the first of the requests
that wait for it through unchecked (since scrapy/scrapy#6802).
"""

import asyncio
from dataclasses import dataclass
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.httpobj import urlparse_cached

from spiders.conduct.not_asked import NotAsked

FORBIDDEN = "Forbidden by robots.txt"
PARSED_BYTES = 500 * 1024
"""What a crawler must at least read of it (RFC 9309, 2.5); the rest is left."""
TOO_MANY_REQUESTS = 429

RULES = "is_robots_txt"
"""Key in the `meta` of requests for robots.txt itself, which is always allowed."""


@dataclass(frozen=True)
class Rules:
    """What the robots.txt of one host says to us."""

    parser: ProtegoRobotParser | None = None
    """Null where it says nothing."""
    unreadable: str | None = None
    """Why it could not be read: then nothing may be asked."""

    @classmethod
    def stated(cls, response: Response) -> Self:
        """The rules in an answer. No robots.txt, no rules; a host in trouble, or one that is asked too much, is left alone."""
        if response.status // 100 == 2:
            return cls(ProtegoRobotParser(response.body[:PARSED_BYTES], None))
        if response.status // 100 == 4 and response.status != TOO_MANY_REQUESTS:
            return cls()
        return cls(unreadable=f"HTTP {response.status}")

    def decision(self, url: str, robot: str) -> str:
        """`allowed`, `disallowed` or `unreachable`."""
        if self.unreadable:
            return "unreachable"
        return "allowed" if self.parser is None or self.parser.allowed(url, robot) else "disallowed"

    def crawl_delay(self, robot: str) -> float:
        """Seconds to wait between two requests."""
        return (self.parser and self.parser.crawl_delay(robot)) or 0.0


class Robots:
    """Holds every request until its host's robots.txt has been read, and stops it where that says no.

    The decision goes into the request's `cost`, `Crawl-delay` into its `meta`. Rules hold for one crawl, so for hours at most.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.robot: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """For one crawl."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises `NotAsked` where robots.txt forbids the request or cannot be read."""
        if request.meta.get(RULES):
            return
        rules = await self._rules_of(request)
        decision = rules.decision(request.url, self.robot)
        if cost := request.meta.get("cost"):
            cost.robots = decision
        if decision == "disallowed":
            raise NotAsked("blocked", FORBIDDEN)
        if decision == "unreachable":
            raise NotAsked("failed", f"robots.txt cannot be read: {rules.unreadable}")
        request.meta["crawl_delay"] = rules.crawl_delay(self.robot)

    async def _rules_of(self, request: Request) -> Rules:
        url = urlparse_cached(request)
        host = f"{url.scheme}://{url.netloc}"
        if host not in self._rules:
            self._rules[host] = asyncio.ensure_future(self._read(host))
        return await self._rules[host]

    async def _read(self, host: str) -> Rules:
        request = Request(
            f"{host}/robots.txt", callback=NO_CALLBACK, headers={"Accept": "text/plain"}, meta={RULES: True}
        )
        assert self.crawler.engine is not None
        try:
            return Rules.stated(await self.crawler.engine.download_async(request))
        except NotAsked:
            raise
        except Exception as error:  # noqa: BLE001 - whatever keeps us from reading it means the same
            return Rules(unreadable=f"{type(error).__name__}: {error}"[:150])
