"""The table `sources`: the cards of the board families, and of what was imported."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl

from expectations.tables import TABLES

if TYPE_CHECKING:
    from spiders.card import Card

IMPORTED = {
    "kind": "import",
    "is_enabled": True,
    "lists_complete": True,
    "proof": "taken as whole, by word of whoever imported it",
    "has_posted_date": False,
    "has_close_date": False,
    "has_description": False,
    "pii_fields": "",
    "terms_note": "Whoever imports postings knows their terms.",
    "licence": "not stated",
}
"""What is known of postings that somebody else collected. What a source may have, this one need not."""


def sources_table(landed: Iterable[str]) -> pl.LazyFrame:
    """The table, with a row for every family and for every other source that was `landed`."""
    # Scrapy takes a second to load.
    from spiders.families import families

    cards = [{"source": name, **_row(spider.card)} for name, spider in families().items()]
    imports = [{"source": name, **IMPORTED} for name in set(landed) - set(families())]
    return pl.LazyFrame([*cards, *imports], schema=TABLES["sources"].schema)


def _row(card: "Card") -> dict[str, object]:
    return {
        "kind": "aggregator" if card.is_aggregator else "boards",
        "is_enabled": card.disabled_because is None,
        "disabled_why": card.disabled_because,
        "homepage": card.homepage,
        "lists_complete": card.lists_complete,
        "proof": card.proof,
        "has_posted_date": card.has_posted_date,
        "has_close_date": card.has_close_date,
        "has_description": card.has_description,
        "cap": card.cap,
        "pii_fields": ", ".join(card.pii_fields),
        "terms_url": card.terms_url,
        "robots_url": card.robots_url,
        "terms_read_on": card.terms_read_on,
        "terms_note": card.terms_note,
        "licence": card.licence,
        "cadence_days": card.cadence_days,
        "daily_requests": card.daily_requests,
    }
