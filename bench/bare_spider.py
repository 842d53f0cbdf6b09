"""The least that Scrapy can do with the sandbox's pages: ask for each, and write its items down as they are.

`python -m bench.bare_spider ADDRESSES.json OUT.jsonl`: no ledger, no judgement, no robots.txt, no field looked at.
"""

import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response


class BareSpider(Spider):
    """Yields every item of every page."""

    name = "bare"

    def __init__(self, addresses: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.addresses = addresses

    async def start(self) -> AsyncIterator[Request]:
        """One request for each page."""
        for address in self.addresses:
            yield Request(address, dont_filter=True)

    def parse(self, response: Response) -> Iterator[Any]:
        """The items, wherever the family keeps them."""
        stated = response.json()  # type: ignore[attr-defined]
        yield from stated if isinstance(stated, list) else stated["jobs"]


def main(addresses: str, out: str) -> None:
    """Crawl with Scrapy's own settings, but one request at a time, as ours are."""
    feeds = {Path(out).absolute().as_uri(): {"format": "jsonlines"}}
    process = CrawlerProcess(
        {"FEEDS": feeds, "CONCURRENT_REQUESTS": 1, "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False}
    )
    process.crawl(BareSpider, addresses=json.loads(Path(addresses).read_text("utf-8")))
    process.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
