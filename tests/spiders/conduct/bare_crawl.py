"""A bare Scrapy spider under the house's settings, for what no board family would ask: strange addresses, with no sandbox.

`python -m tests.spiders.conduct.bare_crawl PLAN.json URL …` asks each URL once and prints URL → code, or why not.
"""

import json
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import deferred_f_from_coro_f
from scrapy.utils.reactor import install_reactor
from twisted.python.failure import Failure

from spiders.conduct.addresses import INTERNET, Addresses
from spiders.conduct.settings import settings
from spiders.plan import Plan


class BareSpider(Spider):
    name = "bare"

    def __init__(self, urls: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.urls = urls
        self.found: dict[str, str] = {}

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            yield Request(url, self.answered, errback=self.unanswered, cb_kwargs={"asked": url}, dont_filter=True)

    def answered(self, response: Response, asked: str) -> Iterator[Any]:
        self.found[asked] = f"HTTP {response.status}"
        return iter(())

    def unanswered(self, failure: Failure) -> Iterator[Any]:
        asked = failure.request.cb_kwargs["asked"]
        self.found[asked] = f"{failure.type.__name__}: {failure.getErrorMessage()}"
        return iter(())


class AnyPort(Addresses):
    """Lets servers of tests be reached, were it not for their addresses."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(replace(INTERNET, ports=()))


async def _ask(_reactor: object, plan: Plan, urls: list[str]) -> None:
    crawler = Crawler(BareSpider, settings(plan))
    await crawler.crawl_async(urls=urls)
    print(json.dumps(crawler.spider.found))


def main(plan: str, *urls: str) -> None:
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    logging.basicConfig(level=logging.CRITICAL)
    from twisted.internet.task import react

    asked = Plan.stated(json.loads(Path(plan).read_text(encoding="utf-8")))
    react(deferred_f_from_coro_f(_ask), (asked, urls))


if __name__ == "__main__":
    main(*sys.argv[1:])
