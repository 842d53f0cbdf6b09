"""What was observed in the small synthetic market, and of whom: rows of tables that agree with one another."""

from datetime import date, timedelta

import polars as pl

from expectations.contracts import TWELVE_ROLES

FIRST, DAYS = date(2026, 6, 22), 12


def sources() -> pl.DataFrame:
    facts = ("is_enabled", "lists_complete", "has_posted_date", "has_close_date", "has_description")
    words = ("proof", "pii_fields", "terms_note", "licence")
    return pl.DataFrame(
        {"source": ["lever"], "kind": "boards", **dict.fromkeys(facts, True), **dict.fromkeys(words, "")}
    )


def roles() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "role": role,
            "label": role.replace("_", " ").capitalize(),
            "precedence": place,
            "origin": "article" if place < 8 else "project",
            "definition": f"What a {role} does.",
            "taxonomy_version": "1.0.0+0a1b2c3d",
        }
        for place, role in enumerate(TWELVE_ROLES, start=1)
    )


def days() -> list[date]:
    return [FIRST + timedelta(step) for step in range(DAYS)]


def crawls() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": day,
            "source": "greenhouse",
            "board": board,
            "status": "complete",
            "collected": 3,
            "rejected": 0,
            "robots": "allowed",
            "misses_to_close": 1,
        }
        for day in days()
        for board in ("acme", "=cmd()")
    )


def boards() -> pl.DataFrame:
    return crawls().select(
        "day",
        "source",
        "board",
        first_complete_on=pl.lit(FIRST),
        postings=pl.lit(3),
        doubts=pl.lit(0),
        failures=pl.lit(0),
        is_chronic=pl.lit(False),
    )


def coverage() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": day,
            "source": "all",
            "country": "ZZ",
            "boards": 50,
            "observed": 45,
            "recent": 49,
            "postings": 900,
            "postings_observed": 860,
        }
        for day in days()
    )


def postings() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": FIRST,
            "source": "greenhouse",
            "board": "acme",
            "posting_key": f"greenhouse/acme/{number}",
            "posting_id": str(number),
            "content_digest": f"{number:016x}",
            "title": "=HYPERLINK(<script>alert(1)</script>) Community Manager",
            "employer": "Acme & Søns",
            "role": "community_manager",
            "rung": "manager",
            "traditional_role": "none",
            "is_homonym": False,
            "is_evergreen": False,
            "is_role_uncertain": False,
            "is_manager_titled": True,
            "taxonomy_version": "1.0.0+0a1b2c3d",
        }
        for number in range(4)
    )


def lifecycle() -> pl.DataFrame:
    kept = (
        *("source", "board", "posting_key", "employer", "role", "rung", "content_digest"),
        *("traditional_role", "is_manager_titled", "is_homonym", "is_evergreen"),
    )
    return pl.concat(
        postings().select(
            pl.lit(day).alias("day"),
            *kept,
            status=pl.lit("open"),
            is_sighted=pl.lit(True),
            is_counted=pl.lit(True),
            was_counted=pl.lit(True),
            first_seen_on=pl.lit(FIRST),
            last_seen_on=pl.lit(day),
            misses=pl.lit(0),
            is_left_truncated=pl.lit(True),
        )
        for day in days()[-2:]
    )


def vacancies() -> pl.DataFrame:
    """Every posting has a vacancy of its own."""
    marks = ("employer_mark", "title_mark", "country_mark", "place_mark")
    return lifecycle().select(
        *("day", "source", "board", "posting_key"),
        posting_id=pl.col("posting_key").str.split("/").list.last(),
        vacancy_id="posting_key",
        entered_on=pl.lit(FIRST),
        **{name: pl.col("posting_key").rank("dense").cast(pl.UInt64) for name in marks},
    )
