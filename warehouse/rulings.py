"""What people ruled of pairs of postings: `reports/rulings.csv`, one line for each pair, with the reason.

Postings are linked by it when they come in, so a ruling changes no vacancy but by a rebuild.
"""

import polars as pl

from expectations.tables.links import RULINGS
from warehouse.store import Store

FILE = "reports/rulings.csv"
PAIR = ["posting_key", "other_key"]


def kept(store: Store) -> pl.DataFrame:
    """All rulings, of the columns of `RULINGS`; the key that comes first in the alphabet stands first."""
    if not store.has(FILE):
        return RULINGS.to_frame()
    with store.open(FILE) as file:
        return pl.read_csv(file.read(), schema=RULINGS)


def keep(store: Store, ruling: pl.DataFrame) -> None:
    """Keep rulings; a second thought on a pair takes the place of the first."""
    ordered = ruling.with_columns(posting_key=pl.min_horizontal(PAIR), other_key=pl.max_horizontal(PAIR))
    known = pl.concat([kept(store), ordered.select(RULINGS.names())]).unique(PAIR, keep="last")
    store.put_bytes(known.sort(PAIR).write_csv().encode(), FILE)
