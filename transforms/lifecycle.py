"""The life of every posting: opened, seen, missed, closed, seen again.

A day is a function of the previous partition and of what was seen today, so its cost follows the open stock and not
the length of the history. The rules are those of the design; the terms are the field's: a spell runs from first_seen_on
to the closing, a posting is left truncated where it was already there when its board was first observed.
"""

from datetime import date

import polars as pl

from expectations.tables.lifecycle import LIFECYCLE, UNSEEN_ENDS
from expectations.tables.sightings import IS_LIVE
from transforms import endings
from transforms.by_key import not_among, with_known
from transforms.cells import CELL
from transforms.endings import OBSERVED_WITHIN_DAYS
from transforms.sightings import REMEMBERED_DAYS

REOPENS_WITHIN_DAYS = REMEMBERED_DAYS
"""A return within so many days goes on with the same spell; later it is a repost."""

ATTRIBUTES = (
    *("employer", "role", "rung", "country", "posted_on", "content_digest", "traditional_role", "reach"),
    *("is_manager_titled", "is_homonym", "is_evergreen", "has_social_media_mention", "has_people_management"),
    *("has_old_emphasis", "has_new_emphasis"),
)
"""What an edit can change, carried from the posting so that a day never looks back into the history."""
COLUMNS = LIFECYCLE.schema.names()


def advance(
    day: date,
    before: pl.LazyFrame,
    closed: pl.LazyFrame,
    sightings: pl.LazyFrame,
    rejects: pl.LazyFrame,
    postings: pl.LazyFrame,
    crawls: pl.LazyFrame,
    boards: pl.LazyFrame,
) -> pl.LazyFrame:
    """The table `lifecycle` of `day`.

    `before` is its previous partition; `closed` says when earlier spells closed, as `closings.last` does; all others are of
    the day, `postings` being those that changed.
    """
    rows = _known_and_seen(day, before, sightings)
    rows = rows.join(endings.of_postings(rejects), on="posting_key", how="left", maintain_order="left")
    rows = rows.join(closed, on="posting_key", how="left", maintain_order="left")
    rows = rows.join(endings.of_boards(day, crawls, boards), on=["source", "board"], how="left", maintain_order="left")
    rows = rows.with_columns(_misses(day)).with_columns(ends=endings.reason(day))
    rows = rows.filter(_belongs()).with_columns(_spell(day)).with_columns(is_counted=_is_counted())
    return _with_attributes(rows.with_columns(_event(), day=pl.lit(day)), postings).with_columns(_moves())


def _known_and_seen(day: date, before: pl.LazyFrame, sightings: pl.LazyFrame) -> pl.LazyFrame:
    """Everything that is known or seen, with what the sighting says beside what was known."""
    today = pl.lit(day)
    seen = sightings.select(
        "posting_key",
        "source",
        "board",
        seen_digest="content_digest",
        stated_reason=pl.when(~IS_LIVE).then(
            pl.when("is_active").then(pl.lit("valid_through")).otherwise(pl.lit("source_closed"))
        ),
    )
    known = before.drop("day", "event", "was_counted", "role_before", "rung_before", "country_before")
    rows = _beside(known.rename({"is_counted": "was_counted"}), seen)
    age = (today - pl.col("closed_on")).dt.total_days()
    is_listed = pl.col("seen_digest").is_not_null()
    return rows.with_columns(
        is_seen=is_listed & pl.col("stated_reason").is_null(),
        was_open=(pl.col("status") == "open").fill_null(False),
        was_shut=(pl.col("status").is_in(["closed", "dormant"]) & (age <= REOPENS_WITHIN_DAYS)).fill_null(False),
        was_counted=pl.col("was_counted").fill_null(False),
        ended_unseen=pl.col("closed_reason").is_in(UNSEEN_ENDS).fill_null(False),
        misses=pl.col("misses").fill_null(0),
    )


def _beside(known: pl.LazyFrame, seen: pl.LazyFrame) -> pl.LazyFrame:
    """All of both. Few are new, and what is known stays in its order."""
    seen = seen.sort("posting_key")
    return pl.concat([with_known(known, seen.drop("source", "board")), not_among(seen, known)], how="diagonal")


def _with_attributes(rows: pl.LazyFrame, postings: pl.LazyFrame) -> pl.LazyFrame:
    """Attributes of today's content where it changed and is seen, else those known before; of `CELL` both, one as `_before`.

    Only the rows that have a content today are joined with it: a choice for each of a million takes a third of their day.
    """
    stated = postings.select("posting_key", *ATTRIBUTES)
    marks = stated.select("posting_key", is_stated=True)
    rows = rows.join(marks, on="posting_key", how="left", maintain_order="left").cache()
    same = rows.filter(pl.col("is_stated").is_null()).with_columns(
        pl.col(name).alias(f"{name}_before") for name in CELL
    )
    other = rows.filter("is_stated").rename({name: f"{name}_before" for name in ATTRIBUTES})
    other = other.join(stated, on="posting_key", maintain_order="left")
    is_new = pl.col("content_digest").is_not_null() & pl.col("is_seen")
    chosen = [pl.when(is_new).then(name).otherwise(f"{name}_before").alias(name) for name in ATTRIBUTES]
    return pl.concat([same.select(COLUMNS), other.with_columns(chosen).select(COLUMNS)])


def _misses(day: date) -> list[pl.Expr]:
    is_unseen, known = endings.is_missing(), pl.col("missed_on")
    misses = pl.when(is_unseen & pl.col("is_observed")).then(pl.col("misses") + 1).otherwise("misses")
    missed_on = pl.when(is_unseen & pl.col("is_listing")).then(known.fill_null(pl.lit(day))).otherwise(known)
    return [
        pl.when("is_seen").then(0).otherwise(misses).alias("misses"),
        pl.when("is_seen").then(None).otherwise(missed_on).alias("missed_on"),
    ]


def _belongs() -> pl.Expr:
    """A posting that is stated closed when first seen never opened; one shut for longer than 30 days is forgotten."""
    return pl.col("is_seen") | pl.col("was_open") | pl.col("was_shut")


def _spell(day: date) -> list[pl.Expr]:
    today = pl.lit(day)
    seen, closes, was_open = pl.col("is_seen"), pl.col("ends").is_not_null(), pl.col("was_open")
    is_new = seen & ~was_open & ~pl.col("was_shut")
    status = pl.when(seen).then(pl.lit("open")).when(closes).then(pl.lit("closed"))
    return [
        is_new.alias("is_new"),
        status.when(was_open).then(pl.lit("open")).otherwise(pl.lit("dormant")).alias("status"),
        seen.alias("is_sighted"),
        pl.when(is_new).then(today).otherwise("first_seen_on").alias("first_seen_on"),
        pl.when(seen).then(today).otherwise("last_seen_on").alias("last_seen_on"),
        pl.when(seen).then(None).when(closes).then(today).otherwise("closed_on").alias("closed_on"),
        pl.when(seen).then(None).when(closes).then("ends").otherwise("closed_reason").alias("closed_reason"),
        pl.when(is_new).then("last_closed_on").otherwise("earlier_closed_on").alias("earlier_closed_on"),
        pl.when(is_new).then(~pl.col("is_followed")).otherwise("is_left_truncated").alias("is_left_truncated"),
    ]


def _is_counted() -> pl.Expr:
    return (pl.col("status") == "open") & (pl.col("silent_days") <= OBSERVED_WITHIN_DAYS).fill_null(False)


def _event() -> pl.Expr:
    """What the posting did to the stock. An interval longer than 10 days makes neither inflow nor outflow.

    That holds of the interval in which the posting went, and of the one after which the board was looked at again: a closing that
    is confirmed after a year of silence belongs to no day of it. Nor does a board that is given up make any: what ended unseen
    enters where it is seen again.
    """
    comes, goes = pl.col("is_counted") & ~pl.col("was_counted"), pl.col("was_counted") & ~pl.col("is_counted")
    interval = (pl.col("missed_on") - pl.col("last_seen_on")).dt.total_days()
    is_closed = (pl.col("status") == "closed") & ~pl.col("closed_reason").is_in(UNSEEN_ENDS)
    is_followed = pl.col("is_followed")
    is_outflow = is_closed & is_followed & (interval <= OBSERVED_WITHIN_DAYS)
    return (
        pl.when(comes & is_followed & pl.col("is_new"))
        .then(pl.lit("opened"))
        .when(comes & is_followed & pl.col("was_shut") & ~pl.col("ended_unseen"))
        .then(pl.lit("reopened"))
        .when(comes)
        .then(pl.lit("entered"))
        .when(goes & is_outflow)
        .then(pl.lit("closed"))
        .when(goes)
        .then(pl.lit("left_unobserved"))
        .alias("event")
    )


def _moves() -> list[pl.Expr]:
    """The cell before, of a posting of the stock that an edit moves to another cell.

    Also where it leaves on the same day, unobserved: it goes from the cell that it is in now.
    """
    is_moved = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_before")) for name in CELL)
    return [pl.when(pl.col("was_counted") & is_moved).then(f"{name}_before").alias(f"{name}_before") for name in CELL]
