"""The three feeds of an ask, written by Scrapy's own feed exports."""

import json
from pathlib import Path
from typing import Any

from scrapy.exporters import JsonLinesItemExporter

from spiders.items import Crawl, Posting, Reject

FEEDS: dict[str, type] = {"postings.jsonl": Posting, "rejects.jsonl": Reject, "crawls.jsonl": Crawl}
"""File → what stands in it. Empty files are written too."""


def feeds(folder: Path) -> dict[str, dict[str, Any]]:
    """Scrapy's `FEEDS` for one ask."""
    return {
        (folder / name).absolute().as_uri(): {"format": "items", "item_classes": [item], "overwrite": True}
        for name, item in FEEDS.items()
    }


class ItemLines(JsonLinesItemExporter):
    """JSON lines of our own items. Scrapy's exporter asks each item what it is: a third of the time of a large crawl."""

    def export_item(self, item: Any) -> None:
        """One line with all attributes, nulls included."""
        stated = {name: getattr(item, name) for name in item.__slots__}
        self.file.write(json.dumps(stated, ensure_ascii=False).encode() + b"\n")
