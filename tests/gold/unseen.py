"""Titles that nobody had looked at while the rules were written, judged blind: the one figure that is not in-sample.

`python -m tests.gold.unseen` prints it. From every real posting beside the checkout 465 titles were drawn whose plain form is
not among the 14,078 that the taxonomy was written with: at random within the roles as taxonomy 1.1.0 read them, and within the
titles read as none that use a role's words (`none_title`), other words of the trade (`none_look`) or neither (`none_far`); one
for each plain form, at most one for each employer in a stratum. So each stands for a known number of distinct titles. One coder,
a language model, labelled them by the codebook without seeing what was read. `first_read` is what was read then; afterwards the
rules were repaired looking at the errors, so only that column estimates what happens to titles nobody has seen. The repository
holds labels and a digest of title and employer.
"""

from pathlib import Path

import polars as pl
import polars_hash as plh

from dags.showing import screen
from expectations.contracts import TWELVE_ROLES
from transforms.audit import score
from transforms.ratios import ratios
from transforms.roles import classify

LABELS = Path(__file__).with_name("unseen_titles.csv")
POSTINGS = Path(__file__).parents[3] / "shared" / "realdata"
DIGEST = 16
"""Characters of the SHA-256 of title and employer."""
FAR = ("none_look", "none_far")


def labelled() -> pl.DataFrame:
    """The labels, with `is_right`: what was read first is the label, or another that can be defended."""
    labels = pl.read_csv(LABELS, schema_overrides={"population": pl.Int64})
    return labels.with_columns(is_right=_is_right("first_read"))


def read_again() -> pl.DataFrame:
    """The labels whose titles are at hand, `is_right` by today's reading of title and employer."""
    labels = labelled().lazy()
    titles = pl.concat(_titles(POSTINGS.rglob(f"{name}.parquet")) for name in labelled()["dataset"].unique())
    known = titles.unique().with_columns(digest=_digest()).join(labels, on="digest", suffix="_labelled")
    read = classify(known.rename({"role": "label"})).rename({"role": "now", "label": "role"})
    return read.with_columns(is_right=_is_right("now")).collect()


def accuracy(labels: pl.DataFrame) -> pl.DataFrame:
    """The share of distinct titles that is read rightly: of those with a role or its words, and of all."""
    near = labels.filter(~pl.col("stratum").is_in(FAR)).with_columns(titles=pl.lit("role or its words"))
    both = pl.concat([near, labels.with_columns(titles=pl.lit("all"))])
    counts = (
        both.lazy()
        .group_by("titles", "stratum")
        .agg(
            pl.col("population").first(),
            n=pl.len(),
            part=pl.col("is_right").sum(),
            rest=(~pl.col("is_right")).sum(),
            has_part=pl.lit(True),
            has_rest=pl.lit(True),
            has_other=pl.lit(False),
        )
    )
    return ratios(counts, ["titles"]).sort("labels").collect()


def by_role(labels: pl.DataFrame) -> pl.DataFrame:
    """Precision and recall of each role as first read, by population, with intervals. What can be defended counts as coded so."""
    judged = labels.select("stratum", label=pl.when("is_right").then("first_read").otherwise("role"))
    strata = labels.select("stratum", "population", role="first_read").unique("stratum")
    scores = score(judged.lazy(), strata.lazy(), TWELVE_ROLES).collect()
    wanted = pl.col("scope") == "near", pl.col("measure").is_in(["precision", "recall"])
    return scores.filter(*wanted).select("role", "measure", "estimate", "low", "high", "labels").sort("role", "measure")


def _titles(files: object) -> pl.LazyFrame:
    (file,) = files  # type: ignore[misc]
    return pl.scan_parquet(file).select("title", employer="company", text=pl.lit(None, pl.String))


def _digest() -> pl.Expr:
    digest = plh.concat_str("title", pl.lit("|"), pl.col("employer").fill_null("")).chash.sha2_256()
    return digest.str.head(DIGEST)


def _is_right(read: str) -> pl.Expr:
    is_defended = pl.col("alt").str.split(",").list.contains(pl.col(read))
    return (pl.col(read) == pl.col("role")) | is_defended.fill_null(False)


def main() -> None:
    """Print what was measured, and what is read now."""
    labels = labelled()
    screen.say(f"{labels.height} titles nobody had looked at, labelled blind by one language model, by population:")
    screen.table(accuracy(labels))
    screen.table(by_role(labels))
    if POSTINGS.exists():
        now = read_again()
        screen.say(f"today {now['is_right'].sum()} of {now.height} are read rightly; the rules were repaired with them")


if __name__ == "__main__":
    main()
