"""Titles → roles, by the taxonomy: what a title names first, unless employer or text say that it means something else."""

import polars as pl

from expectations.contracts import NO_ROLE
from expectations.tables.roles import ROLES
from transforms.signs import named
from transforms.taxonomy import taxonomy
from transforms.titles import first_head, is_internship, passes_gate, plain_form, rung_of, traditional_role

MENTION = r"(?i)\bsocial[\s-]*media\b"


def classify(frame: pl.LazyFrame) -> pl.LazyFrame:
    """Adds the role's columns of `postings` to a frame with title, employer and text (null where there is none).

    Rows, their order and the other columns stay; names that begin with an underscore are this module's own.
    """
    return _judged(frame).select(pl.exclude("^_.*$"))


def explain(frame: pl.LazyFrame) -> pl.LazyFrame:
    """`classify`, with what it went by.

    Added are `plain_title`, `head` (the head word), `words` (of the gate, that stand in the title), `signs` (every sign that
    stands in it, and what became of it), and for each context of the taxonomy `<context>_settled_by`: "title+" where the title
    confirmed what was in doubt, "employer-" where the employer denied it; null where nothing was asked or said.
    """
    settled = {f"_{context}": f"{context}_settled_by" for context in taxonomy().contexts}
    told = {"_plain": "plain_title", "_head": "head", "_nearly": "signs"} | settled
    return _judged(frame).with_columns(_gate_words().alias("words")).rename(told).select(pl.exclude("^_.*$"))


def unmatched(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The taxonomist's review queue: titles close to a role that no rule caught, most frequent first.

    From a frame as `classify` takes it. Close are titles with a word of the gate in which neither a sign nor a homonym was
    recognised. Columns: `title` (in plain form), `postings`, `employers`, `words` (of the gate, that stand in it).
    """
    near = _judged(frame).with_columns(words=_gate_words()).filter(~pl.col("_is_named"), ~pl.col("is_homonym"))
    named = (
        near.drop_nulls("words")
        .group_by(title=pl.col("_plain").str.strip_chars())
        .agg(postings=pl.len(), employers=pl.col("employer").n_unique(), words=pl.col("words").first())
    )
    return named.sort("postings", "title", descending=[True, False])


def _gate_words() -> pl.Expr:
    found = pl.col("_plain").str.extract_many(list(taxonomy().gate)).list.eval(pl.element().str.strip_chars())
    return pl.when(found.list.len() > 0).then(found.list.unique().list.sort().list.join(", "))


def roles_table() -> pl.LazyFrame:
    """The taxonomy as the table `roles`."""
    rows = [
        {
            "role": role.id,
            "label": role.label,
            "precedence": place,
            "origin": role.origin,
            "definition": role.definition,
            "belongs": role.belongs or None,
            "does_not_belong": role.does_not_belong or None,
            **{name: ", ".join(role.crosswalk.get(name, ())) for name in ("soc", "isco", "esco")},
            "taxonomy_version": taxonomy().version,
        }
        for place, role in enumerate(taxonomy().roles, start=1)
    ]
    return ROLES.conform(pl.LazyFrame(rows))


def _judged(frame: pl.LazyFrame) -> pl.LazyFrame:
    # Read twice and joined by number: evaluated twice, a frame whose order is not fixed would be numbered in two ways.
    titles = frame.with_row_index("_row").cache()
    # Few titles pass the gate, and among those many are the same: what asks for regular expressions by the dozen is done on
    # the distinct ones alone.
    alike = titles.filter(passes_gate(pl.col("title"))).group_by("title", "employer", "text").agg("_row")
    found = named(alike).explode("_row").sort("_row")
    # Both sides are in the order of the rows: a merge costs 0.02 µs a row, a join that keeps the order 0.11.
    merged = titles.join_asof(found, on="_row", tolerance=0)
    judged = merged.with_columns(_plain=plain_form(pl.col("title")))
    judged = judged.with_columns(_head=first_head(pl.col("_plain")), _is_intern=is_internship(pl.col("_plain")))
    judged = judged.with_columns(
        pl.col("role").fill_null(NO_ROLE),
        pl.col("is_homonym", "is_role_uncertain", "_is_press_named", "_is_named").fill_null(False),
        has_social_media_mention=_mention(frame),
    )
    headed = judged.with_columns(_head=pl.when(pl.col("role") == NO_ROLE).then("_head").otherwise("_role_head"))
    return headed.with_columns(_rest())


def _mention(frame: pl.LazyFrame) -> pl.Expr:
    """As the frame has it; where it does not, by title and text."""
    if "has_social_media_mention" in frame.collect_schema():
        return pl.col("has_social_media_mention")
    return pl.col("title").str.contains(MENTION) | pl.col("text").str.contains(MENTION)


def _rest() -> list[pl.Expr]:
    is_manager = ~pl.col("_is_intern") & (pl.col("_head") == "manager").fill_null(False)
    return [
        rung_of(pl.col("_head"), pl.col("_is_intern")).alias("rung"),
        traditional_role(pl.col("_plain"), pl.col("role"), pl.col("_is_press_named")).alias("traditional_role"),
        is_manager.alias("is_manager_titled"),
        _reach().alias("reach"),
        pl.lit(taxonomy().version).alias("taxonomy_version"),
    ]


def _reach() -> pl.Expr:
    return (
        pl.when(pl.col("role") != NO_ROLE)
        .then(pl.lit("role"))
        .when("_is_named")
        .then(pl.lit("title"))
        .when("has_social_media_mention")
        .then(pl.lit("text"))
        .when(pl.col("has_social_media_mention").is_not_null())
        .then(pl.lit("none"))
    )
