"""The signs of the taxonomy in titles: which of them holds, and what settled its doubt."""

import polars as pl

from transforms.clean.text import PLAIN, cleaned
from transforms.taxonomy import Sign, taxonomy
from transforms.titles import head_word, is_internship, plain_form, rung_of

LATER = 1_000_000
"""Added to the place of a sign in strong doubt: any other sign stands before it."""
SIGNS_A_PLACE = 1_000
"""More than there are signs: place × this + number orders by place in the title, then by precedence."""
MASK = "~"
MARKS = {"confirm": "+", "deny": "-"}
"""Titles and texts are heard against a role first (property managers post on social media too), employers for it."""


def named(alike: pl.LazyFrame) -> pl.LazyFrame:
    """What titles name, from a frame of title, employer, text, _row (whatever tells the rows that share these).

    One row for each in which a sign or a homonym stands: _row, role (null for none), role_basis, role_evidence, is_homonym,
    is_role_uncertain, _role_head (head of the part that gave the role), _is_press_named, _is_named (a role's words stand there,
    whatever came of them), _nearly (the signs that stand there, as text) and for each context of the taxonomy how it settled
    the doubts.
    """
    signs = taxonomy().signs
    # A title is read once, whoever posted it.
    titles = _headed(_placed(_gated(alike.select("title").unique())))
    # Texts come as stated: of so few they are read whole.
    posted = cleaned(alike.join(titles, "title"), ["text"], PLAIN)
    doubts = posted.with_columns(_employer=plain_form(pl.col("employer")), _text=pl.col("text").str.to_lowercase())
    settled = doubts.with_columns(_settled(context).alias(f"_{context}") for context in taxonomy().contexts)
    won = settled.with_columns(_winner=_winner())
    judged = won.with_columns(
        role=_of_winner([sign.role for sign in signs]),
        _doubt=_of_winner([sign.doubt for sign in signs]),
        _verdict=_verdict(),
    )
    return judged.select(
        "_row", "_role_head", "role", *(f"_{context}" for context in taxonomy().contexts), *_findings()
    )


def _gated(titles: pl.LazyFrame) -> pl.LazyFrame:
    plain = titles.with_columns(_plain=plain_form(pl.col("title")))
    return plain.filter(pl.col("_plain").str.contains_any(list(taxonomy().gate)))


def _placed(titles: pl.LazyFrame) -> pl.LazyFrame:
    """Where each pattern stands in the title, homonyms masked: one column for each pattern, null where it is not."""
    patterns = dict.fromkeys(sign.pattern for sign in taxonomy().signs)
    masked = pl.col("_plain").str.replace_all(taxonomy().homonyms, MASK)
    titles = titles.select("title", _read=masked, _is_intern=is_internship(pl.col("_plain")))
    placed = titles.with_columns(pl.col("_read").str.find(pattern).alias(f"_at {pattern}") for pattern in patterns)
    return placed.filter(_is_named() | pl.col("_read").str.contains(MASK, literal=True))


def _is_named() -> pl.Expr:
    return pl.any_horizontal(_place(sign.pattern).is_not_null() for sign in taxonomy().signs)


def _headed(titles: pl.LazyFrame) -> pl.LazyFrame:
    # A sign in strong doubt gives the head only where there is no other.
    sure = {sign.pattern for sign in taxonomy().signs if sign.doubt != "strong"}
    doubtful = {sign.pattern for sign in taxonomy().signs} - sure
    first = [pl.min_horizontal(_place(pattern) for pattern in sorted(patterns)) for patterns in (sure, doubtful)]
    titles = titles.with_columns(_role_head=head_word(pl.col("_read"), pl.coalesce(first)))
    return titles.with_columns(_rung=rung_of(pl.col("_role_head"), pl.col("_is_intern")))


def _place(pattern: str) -> pl.Expr:
    return pl.col(f"_at {pattern}")


def _settled(context: str) -> pl.Expr:
    """What settles the doubts of a context: "title+" (confirmed), "employer-" (denied) …; null where nothing does."""
    asking = [_place(sign.pattern).is_not_null() for sign in taxonomy().signs if sign.context == context]
    is_asked = pl.any_horizontal(asking)
    fields = {"title": pl.col("_read"), "employer": pl.col("_employer"), "text": pl.col("_text")}
    sides = taxonomy().contexts[context]
    return pl.coalesce(
        pl.when(is_asked & field.str.contains(sides[side][where])).then(pl.lit(where + mark))
        for where, field in fields.items()
        for side, mark in sorted(MARKS.items(), reverse=where != "employer")
        if where in sides.get(side, {})
    )


def _winner() -> pl.Expr:
    """The number of the sign that counts: the first in the title, then in the file, of those that hold; null for none."""
    ranks = [_rank(number, sign) for number, sign in enumerate(taxonomy().signs)]
    return pl.min_horizontal(ranks) % SIGNS_A_PLACE


def _rank(number: int, sign: Sign) -> pl.Expr:
    holds = pl.col("_rung").is_in(list(sign.rungs))
    if sign.context:
        verdict = pl.col(f"_{sign.context}")
        holds &= _says(verdict, "+") if sign.doubt == "strong" else ~_says(verdict, "-")
    later = LATER if sign.doubt == "strong" else 0
    return pl.when(holds).then((_place(sign.pattern).cast(pl.Int64) + later) * SIGNS_A_PLACE + number)


def _says(verdict: pl.Expr, mark: str) -> pl.Expr:
    return verdict.str.ends_with(mark).fill_null(False)


def _of_winner(values: list[str]) -> pl.Expr:
    return pl.col("_winner").replace_strict(dict(enumerate(values)), default=None, return_dtype=pl.String)


def _verdict() -> pl.Expr:
    """What settled the doubt of the winner, if it had one."""
    doubted = [(number, sign.context) for number, sign in enumerate(taxonomy().signs) if sign.context]
    return pl.coalesce(pl.when(pl.col("_winner") == number).then(f"_{context}") for number, context in doubted)


def _findings() -> list[pl.Expr]:
    is_none = pl.col("role").is_null()
    basis = pl.coalesce(pl.col("_verdict").str.strip_chars_end("+-"), pl.lit("title"))
    is_denied = pl.any_horizontal(_says(pl.col(f"_{context}"), "-") for context in taxonomy().contexts)
    press = [sign.pattern for sign in taxonomy().signs if sign.role == "public_relations" and sign.doubt == "none"]
    return [
        pl.when(~is_none).then(basis).alias("role_basis"),
        _evidence().alias("role_evidence"),
        (is_none & (pl.col("_read").str.contains(MASK, literal=True) | is_denied)).alias("is_homonym"),
        ((pl.col("_doubt") == "some").fill_null(False) & pl.col("_verdict").is_null()).alias("is_role_uncertain"),
        pl.any_horizontal(_place(pattern).is_not_null() for pattern in press).alias("_is_press_named"),
        _is_named().alias("_is_named"),
        pl.concat_str(
            [_report(number, sign) for number, sign in enumerate(taxonomy().signs)], separator="; ", ignore_nulls=True
        ).alias("_nearly"),
    ]


def _report(number: int, sign: Sign) -> pl.Expr:
    """What became of a sign that stands in the title: "community_manager (community lead): denied by the employer"."""
    found = pl.col("_read").str.extract(sign.pattern, 0).str.strip_chars(" |&")
    verdict = pl.col(f"_{sign.context}") if sign.context else pl.lit(None, pl.String)
    settled = pl.when(_says(verdict, "+")).then(pl.lit("confirmed")).otherwise(pl.lit("denied"))
    doubt = (
        pl.when(~pl.col("_rung").is_in(list(sign.rungs)))
        .then(pl.format("not on the rung {}", "_rung"))
        .when(verdict.is_not_null())
        .then(pl.format("{} by the {}", settled, verdict.str.strip_chars_end("+-")))
        .otherwise(pl.lit("unsettled" if sign.context else "named"))
    )
    won = pl.when(pl.col("_winner") == number).then(pl.lit(", and counts")).otherwise(pl.lit(""))
    return pl.when(found.is_not_null()).then(pl.format(f"{sign.role} ({{}}): {{}}{{}}", found, doubt, won))


def _evidence() -> pl.Expr:
    winners: dict[str, list[int]] = {}
    for number, sign in enumerate(taxonomy().signs):
        winners.setdefault(sign.pattern, []).append(number)
    return pl.coalesce(
        pl.when(pl.col("_winner").is_in(numbers)).then("_read").str.extract(pattern, 0).str.strip_chars(" |&")
        for pattern, numbers in winners.items()
    )
