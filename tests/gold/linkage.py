"""How rightly postings are linked: `python -m tests.gold.linkage` measures both yardsticks and keeps the counts.

What is kept stands in `transforms/linking/linkage.csv` and goes with every release. Counts that cannot be taken again, because
the real postings are not at hand, stay as they were; unchanged ones keep their day.
"""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from expectations.tables.linkage import LINKAGE
from spiders.sandbox.market import DEFAULT_SEED, Market
from tests.gold import linked, linked_market
from transforms.linking.linkage import linkage_table

COUNTS = Path(__file__).parents[2] / "transforms" / "linking" / "linkage.csv"


def measured() -> dict[str, tuple[int, int, int]]:
    """Yardstick → hits, wrong and missed."""
    market = Market(DEFAULT_SEED, linked_market.FIRST_DAY, linked_market.DAYS)
    found = {"sandbox": linked_market.counts(linked_market.linked(market))}
    pairs = linked.labelled()
    if pairs.is_empty():
        return found
    parts = {
        "labelled": pairs,
        "one_title": linked.of_titles(pairs, "one"),
        "two_titles": linked.of_titles(pairs, "two"),
    }
    return found | {name: linked.counts(part) for name, part in parts.items()}


def kept(found: dict[str, tuple[int, int, int]], old: pl.DataFrame) -> pl.DataFrame:
    """The rows of `linkage`, of which `old` are those there were, with what was `found` today."""
    rows = [(yardstick, *counts, datetime.now(UTC).date()) for yardstick, counts in found.items()]
    new = pl.DataFrame(rows, LINKAGE.schema, orient="row")
    changed = new.join(old, on=[name for name in LINKAGE.schema if name != "measured_on"], how="anti")
    return pl.concat([old.join(changed, on="yardstick", how="anti"), changed]).sort("yardstick")


def main() -> None:
    """Measure, keep and print."""
    rows = kept(measured(), linkage_table().collect())
    rows.write_csv(COUNTS)
    linked.main()
    linked_market.main()


if __name__ == "__main__":
    main()
