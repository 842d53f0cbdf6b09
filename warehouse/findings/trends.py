"""Trend tables as CSV: the same numbers as in the Parquet files, for spreadsheets."""

from pathlib import Path

import polars as pl
import polars.selectors as cs

from expectations.contracts import ALL_COUNTRIES
from expectations.tables import TABLES
from warehouse.release.tables import Tables

FORMULA = r"^[=+\-@\t\r]"
"""A spreadsheet takes a cell that starts so for a formula and runs it (OWASP, “CSV injection”)."""

LABELS = {"any_social": "All social media roles", "any": "All postings"}
"""Names of the two sums; the roles have theirs in `roles`."""


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """Write `frame` as CSV in which no text can start a formula."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(csv_bytes(frame))


def csv_bytes(frame: pl.DataFrame) -> bytes:
    """`frame` as UTF-8 CSV; before a text that would start a formula stands an apostrophe."""
    return frame.with_columns(cs.string().str.replace(FORMULA, "'$0")).write_csv().encode()


def demand_by_role(tables: Tables, source: str) -> pl.DataFrame:
    """Demand by month and role, all countries: counts, shares with intervals, indices, coverage.

    The sums come first, then the roles in the order of the taxonomy. `source` is the citation that stands in every
    row, so that it travels with a copied line.
    """
    columns = (
        *(
            "month",
            "last_on",
            "is_complete",
            "role",
            "label",
            "open",
            "vacancies",
            "carried",
            "opened",
            "closed",
            "employers",
        ),
        *(
            "share",
            "low",
            "high",
            "low_all",
            "high_all",
            "n_eff",
            "design_effect",
            "top_employer_share",
            "index",
            "matched_index",
            "coverage",
            "is_suppressed",
            "suppressed_why",
        ),
    )
    monthly = tables.scan(TABLES["demand_monthly"]).filter(pl.col("country") == ALL_COUNTRIES, rung="any")
    return (
        with_labels(monthly, tables)
        .sort("month", "precedence", "role")
        .select(*columns, pl.lit(source).alias("source"))
        .collect()
    )


def managers(tables: Tables, source: str) -> pl.DataFrame:
    """“Mostly managers?” by month, definition and basis, with verdicts. `source` as in `demand_by_role`."""
    table = TABLES["managers"]
    return tables.scan(table).sort(table.key).with_columns(pl.lit(source).alias("source")).collect()


def with_labels(rows: pl.LazyFrame, tables: Tables) -> pl.LazyFrame:
    """`rows` with `label`, the name of the role, and `precedence`, its place in the taxonomy (null for the sums)."""
    names = tables.scan(TABLES["roles"]).select("role", "label", "precedence")
    joined = rows.join(names, on="role", how="left", maintain_order="left")
    return joined.with_columns(pl.col("label").fill_null(pl.col("role").replace(LABELS)))


TRENDS = {"trends/demand_by_role.csv": demand_by_role, "trends/managers.csv": managers}
"""The trend tables of a release, by path."""
MADE_OF = {"trends/demand_by_role.csv": TABLES["demand_monthly"], "trends/managers.csv": TABLES["managers"]}
"""The tables whose columns they have."""
ADDED = {"label": "Name of the role, or of the sum.", "source": "The release to cite for this line."}
"""Their own columns, and what these mean."""
