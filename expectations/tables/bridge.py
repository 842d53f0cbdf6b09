"""What a change of the taxonomy did to the counts."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import MONTH, TAXONOMY_VERSION

UNCOUNTED = "uncounted"
"""In the place of a role: not in the stock, whatever its role."""


def _role(name: str, doc: str) -> Column:
    return Column(name, pl.String, doc, source="roles.toml")


BRIDGE = Table(
    name="bridge",
    doc=(
        "The stock at the end of each month under the taxonomy before and the one after, for every change of the taxonomy: old "
        "counts sum over `role`, new ones over `role_before`. Written when the history is derived again; unlike all other "
        "tables not a function of the landing alone, for what it compares with is gone."
    ),
    grain="change of taxonomy × month × role before × role",
    key=("taxonomy_before", "taxonomy_version", "month", "role_before", "role"),
    partition="none",
    columns=(
        Column("taxonomy_before", pl.String, "Version and digest of the taxonomy that gave `role_before`."),
        TAXONOMY_VERSION,
        MONTH,
        _role("role_before", f"Role under the old taxonomy; `none`, or `{UNCOUNTED}` where it was not in the stock."),
        _role("role", "Role under the new one, likewise."),
        Column("open", pl.Int64, "Stock on the last observed day of the month.", unit="postings", low=1),
    ),
)
