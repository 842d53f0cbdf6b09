"""The card of “mostly managers?”: the answer first, then every definition, the claim, and every way to ask."""

from collections.abc import Iterator

import polars as pl

from expectations.tables import TABLES
from warehouse.findings.headline import Estimate, Headline
from warehouse.findings.sentences import DEFINITIONS, asked, basis, interval, measured, mostly_managers, percent
from warehouse.store import Store

REACHES = {
    "text": "mention social media in title or text",
    "title": "use the words of a role in the title",
    "role": "are of a role",
}
"""Three counts, each within the one before, from the widest."""


def answers(store: Store) -> pl.DataFrame:
    """The rows of `managers` of the last month."""
    managers = store.scan(TABLES["managers"], store.partitions(TABLES["managers"])[-1:])
    return managers.collect()


def verdict(first: Headline, ways: pl.DataFrame) -> Iterator[str]:
    """The answer that is quoted, in a few lines."""
    main, quoted = first.main, _quoted(ways)
    sure = quoted.filter(pl.col("verdict_holm") != "undetermined")["verdict_holm"].value_counts(sort=True)
    held = [f"{verdict} in {count} of {quoted.height}" for verdict, count in sure.iter_rows()] or [
        "undetermined in all"
    ]
    (is_plurality,) = quoted.filter(definition="D2")["is_plurality"]
    yield mostly_managers(first)
    yield f"Managers: {measured(main.estimate)}, {main.verdict}: {asked(main)}, n = {main.n:,}."
    yield f"All five definitions at once (Holm): {', '.join(held)}."
    yield f"By count alone, wanted most: {'one of the two manager roles' if is_plurality else 'another role, or several alike'}."
    yield basis(first)


def by_definition(ways: pl.DataFrame) -> pl.DataFrame:
    """The five definitions, asked in the way that is quoted."""
    rows = [
        {
            "": name,
            "a manager is one where": meaning,
            "share": percent(row["share"]),
            "95 %": interval(Estimate(row["share"], row["low"], row["high"])),
            "n": row["n"],
            "verdict": row["verdict"],
            "Holm": row["verdict_holm"],
        }
        for row in _quoted(ways).sort("definition").iter_rows(named=True)
        for name, meaning in [(row["definition"], DEFINITIONS[row["definition"]])]
    ]
    return pl.DataFrame(rows)


def reached(store: Store) -> pl.DataFrame:
    """Three nested counts of the stock of the last day, and the postings of which nobody knows, for want of a text."""
    lifecycle = store.scan(TABLES["lifecycle"], store.partitions(TABLES["lifecycle"])[-1:]).filter("is_counted")
    near = lifecycle.group_by("reach").agg(postings=pl.len().cast(pl.Int64)).collect()
    counts = dict(near.iter_rows())
    widest = list(REACHES)
    rows = [
        {"postings": sum(counts.get(name, 0) for name in widest[place:]), "that": REACHES[reach]}
        for place, reach in enumerate(widest)
    ]
    return pl.DataFrame(
        [*rows, {"postings": counts.get(None, 0), "that": "say nothing of it in the title and have no text"}]
    )


def compared(counts: pl.DataFrame) -> str:
    """What the counts of `reached` say of an n of which nobody says what it counts."""
    widest, *_, narrowest = counts["postings"].head(len(REACHES))
    times = f"; here the first is {widest / narrowest:.1f} times the last" if narrowest else ""
    return f"An n may be any of these three{times}."


def tally(ways: pl.DataFrame) -> str:
    """How many of all ways to ask say what."""
    said = ways.drop_nulls("share")
    counts = dict(said["verdict"].value_counts().iter_rows())
    told = ", ".join(f"{verdict} {counts.get(verdict, 0)}" for verdict in ("supported", "contradicted", "undetermined"))
    return f"Every way to ask, {said.height} of them: {told}."


def _quoted(ways: pl.DataFrame) -> pl.DataFrame:
    return ways.filter(roles="twelve", flow="stock", unit="postings", boards="all", exclusions="homonyms")


def asking(shifts: pl.DataFrame) -> pl.DataFrame:
    """How many postings of the old roles ask for social media."""
    estimates = [Estimate(*row) for row in shifts.select("share", "low", "high").iter_rows()]
    return shifts.select(
        _role(),
        "open",
        pl.col("n").alias("with a text"),
        "employers",
        pl.Series("ask for social media", [percent(estimate.share) for estimate in estimates]),
        pl.Series("95 %", [interval(estimate) for estimate in estimates]),
    )


def shifted(shifts: pl.DataFrame) -> pl.DataFrame:
    """New against old emphasis, of those that ask for social media and of all, and how often the words mean it."""
    return shifts.select(
        _role(),
        pl.format("{} → {}", "old_pole", "new_pole").alias("from → to"),
        _ratio("").alias("of those that ask"),
        _ratio("_all").alias("of all"),
        pl.format("{}, {}", *(pl.col(f"{pole}_precision").round(2) for pole in ("old", "new"))).alias(
            "words are right"
        ),
    )


def _role() -> pl.Expr:
    return pl.col("traditional_role").str.replace_all("_", " ").alias("old role")


def _ratio(suffix: str) -> pl.Expr:
    """`+0.35 (−0.10 to +0.80)`, or how many there are of each where it is withheld."""
    figures = [_signed(pl.col(f"log_ratio{end}{suffix}")) for end in ("", "_low", "_high")]
    known = pl.format("{} ({} to {})", *figures)
    few = pl.format("too few: {} new, {} old", f"new{suffix}", f"old{suffix}")
    return pl.when(pl.col(f"log_ratio{suffix}").is_null()).then(few).otherwise(known)


def _signed(value: pl.Expr) -> pl.Expr:
    sign = pl.when(value < 0).then(pl.lit("−")).otherwise(pl.lit("+"))
    return pl.concat_str(sign, value.abs().round(2).cast(pl.String))
