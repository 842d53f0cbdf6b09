"""The words every room shares: a `Column`, a `Table`, a `Verdict`.

A table is declared once, in `expectations/tables/`. From the declaration come the polars schema that is enforced, the
Great Expectations suite, the data dictionary and the footer of every file.
"""

from dataclasses import dataclass
from typing import Literal

import polars as pl

Partition = Literal["day", "month", "none"]
Severity = Literal["error", "warning"]

TWELVE_ROLES = (
    "community_manager",
    "social_media_manager",
    "social_media_analyst",
    "social_media_assistant",
    "social_media_strategist",
    "public_relations",
    "brand_persona",
    "social_media_specialist",
    "social_content_creator",
    "paid_social",
    "influencer_marketing",
    "social_customer_care",
)
"""The roles of the codebook, in its order: seven from the source articles, five added by this project. A taxonomy with an
overlay may hold more: what roles there are in a store, its table `roles` says."""
SUMS_OF_ROLES = ("any_social", "any")
"""What stands beside the roles in the tables of demand: all of them, and every posting."""
NO_ROLE = "none"

RUNGS = (
    "intern",
    "assistant",
    "specialist",
    "creator",
    "analyst",
    "strategist",
    "lead",
    "manager",
    "director",
    "other",
)
TRADITIONAL_ROLES = ("marketing", "public_relations", "quality_assurance", "customer_service", "human_resources")
STATUSES = ("complete", "partial", "empty", "unchanged", "blocked", "failed", "skipped")
"""What an attempt to crawl a board can end in."""
OBSERVED = ("complete", "unchanged")
"""The statuses that prove what a board lists, and so may close a posting."""
ALL_COUNTRIES = "ZZ"


@dataclass(frozen=True)
class Column:
    """One column: its type, its meaning, and what may stand in it."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    doc: str
    unit: str = ""
    source: str = "derived"
    is_public: bool = True
    is_nullable: bool = False
    allowed: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    decimals: int | None = None


@dataclass(frozen=True)
class Table:
    """One table: grain, key, partition and columns. `version` counts the changes of the method that derives it."""

    name: str
    doc: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    partition: Partition = "day"
    is_by_source: bool = False
    is_public: bool = True
    version: int = 1

    @property
    def schema(self) -> pl.Schema:
        """Column names and polars types, in the order of the file."""
        return pl.Schema({column.name: column.dtype for column in self.columns})

    def conform(self, frame: pl.LazyFrame, *, is_one_partition: bool = False) -> pl.LazyFrame:
        """`frame` with exactly the declared columns and types, floats rounded, rows sorted by key.

        Missing nullable columns come in as nulls; a missing required one is an error of the caller and raises
        `polars.exceptions.ColumnNotFoundError` when the frame is collected. Where all rows are of one partition, they are
        sorted by the rest of the key: by one column, a million nearly sorted rows take a quarter of the time.
        """
        present = frame.collect_schema().names()
        rest = [name for name in self.key if name != self.partition] if is_one_partition else []
        return frame.select(self._cell(column, column.name in present) for column in self.columns).sort(
            rest or self.key
        )

    def _cell(self, column: Column, is_present: bool) -> pl.Expr:
        value = pl.col(column.name) if is_present or not column.is_nullable else pl.lit(None)
        value = value.cast(column.dtype)
        return (value if column.decimals is None else value.round(column.decimals)).alias(column.name)

    @property
    def public_columns(self) -> tuple[str, ...]:
        """The names of the columns that may be published."""
        return tuple(column.name for column in self.columns if column.is_public)


@dataclass(frozen=True)
class Verdict:
    """What one expectation says about one partition."""

    table: str
    partition: str
    expectation: str
    severity: Severity
    is_success: bool
    observed: str
    """What was found, in words: the number of offending values, or the value measured."""
