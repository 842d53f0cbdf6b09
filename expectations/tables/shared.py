"""Columns that mean the same in every table that has them."""

import polars as pl

from expectations.contracts import RUNGS, TRADITIONAL_ROLES, Column

DAY = Column("day", pl.Date, "The UTC day of the partition.")
MONTH = Column("month", pl.String, "The calendar month of the partition, YYYY-MM, UTC.")
SOURCE = Column("source", pl.String, "The board family or import that the row comes from, as in `sources`.")
BOARD = Column("board", pl.String, "The employer's board within the source: the token its address carries.")
POSTING_KEY = Column(
    "posting_key",
    pl.String,
    "source/board/posting_id, a slash of the board as %2F: names one posting over its whole life and in every table.",
)
POSTING_ID = Column("posting_id", pl.String, "The source's own identifier of the posting.", source="stated")
CONTENT_DIGEST = Column(
    "content_digest",
    pl.String,
    "First 16 hex digits of the SHA-256 of all that the source stated (but `updated_at`); changes when the posting is edited.",
)
EMPLOYER = Column("employer", pl.String, "The employer's name, cleaned. Intervals are clustered by it.")
ROLE_OR_NONE = Column("role", pl.String, "A role of the table `roles`, or `none`.", source="roles.toml")
RUNG = Column("rung", pl.String, "The rung of the title.", allowed=RUNGS)
COUNTRY = Column("country", pl.String, "ISO code of the country, where the posting names one.", is_nullable=True)
TAXONOMY_VERSION = Column("taxonomy_version", pl.String, "Version and digest of the taxonomy that gave the roles.")


def share(name: str, doc: str) -> Column:
    """A part of a whole, 0 to 1, null where it is withheld or of nothing."""
    return Column(name, pl.Float64, doc, unit="share", is_nullable=True, low=0, high=1, decimals=6)


def count(name: str, doc: str, unit: str = "postings") -> Column:
    """A number of things of one kind, of postings where nothing else is said."""
    return Column(name, pl.Int64, doc, unit=unit, low=0)


def _found(name: str, doc: str) -> Column:
    return Column(name, pl.Boolean, doc, is_nullable=True)


READINGS = (
    Column(
        "traditional_role",
        pl.String,
        "The old role that the title belongs to, or `none`.",
        allowed=(*TRADITIONAL_ROLES, "none"),
    ),
    Column(
        "reach",
        pl.String,
        "How near it comes to a role: `role`; `title`, whose words a role uses and which is none; `text`, which alone "
        "mentions social media; `none`. Null without a text, where the title says nothing.",
        is_nullable=True,
        allowed=("role", "title", "text", "none"),
    ),
    Column("is_manager_titled", pl.Boolean, "Definition D1: the head word of the title is literally `manager`."),
    Column("is_homonym", pl.Boolean, "Looks like a role but is another job."),
    Column("is_evergreen", pl.Boolean, "The title asks for people to be kept in mind: a talent pool, no vacancy."),
    _found(
        "has_social_media_mention",
        "Title or text mention social media; null without a text, where the title does not.",
    ),
    _found(
        "has_people_management",
        "Definition D4: the text gives whoever is hired other people to manage; null without a text. English only.",
    ),
    _found(
        "has_old_emphasis",
        "The text holds a word of the old emphasis of its old role (see `shifts`); null without an old role or a text.",
    ),
    _found("has_new_emphasis", "The same of the new emphasis."),
)
"""What was read from title and text: in `postings`, and carried by `lifecycle`."""
