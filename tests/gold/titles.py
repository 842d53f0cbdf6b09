"""How well titles are read: `make gold`, or `python -m tests.gold.titles [FOLDER]`.

FOLDER holds labelled titles (`dev.tsv`) and their codebook, which are not part of this repository; without it, `shared/gold`
beside the checkout. Prints the confusion matrix, precision and recall of each role with their intervals, the worst errors and
a cross-check of the phrases, and keeps the counts in `transforms/gold.csv`.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from dags.showing import screen
from expectations.tables.gold import GOLD
from tests.gold import slices
from tests.gold.measures import classes, confusion, kappa, social, wilson
from tests.gold.support import held_out
from transforms.gold import gold_table
from transforms.roles import classify
from transforms.taxonomy import taxonomy

ROOT = Path(__file__).parents[2]
FOLDER = ROOT.parent / "shared" / "gold"
REAL = ROOT.parent / "shared" / "realdata"
COUNTS = ROOT / "transforms" / "gold.csv"
ASPECTS = {"role": "role", "rung": "rung", "traditional_role": "traditional"}
"""What is read → the column that holds its label."""
CODERS = {"role": 0.984, "rung": 0.990, "traditional_role": 0.969}
"""Cohen's κ of two blind codings of 1,684 titles, as the sample's README states it. The coders were language models, not
people: an upper bound on what two people would reach."""


def read(folder: Path) -> pl.DataFrame:
    """The labelled titles, read: title, employer, alt, and for each aspect what was read, `coded_…` and `is_right_…`."""
    stated = pl.scan_csv(folder / "dev.tsv", separator="\t", infer_schema=False)
    titles = stated.select(
        "title",
        "alt",
        *(pl.col(column).alias(f"coded_{aspect}") for aspect, column in ASPECTS.items()),
        employer=pl.col("company").fill_null(""),
        text="snippet",
    )
    is_defended = pl.col("alt").str.split(",").list.contains(pl.col("role")).fill_null(False)
    same = {aspect: pl.col(aspect) == pl.col(f"coded_{aspect}") for aspect in ASPECTS}
    right = same | {"role": same["role"] | is_defended}
    return classify(titles).with_columns(is_it.alias(f"is_right_{aspect}") for aspect, is_it in right.items()).collect()


def counts(titles: pl.DataFrame) -> pl.DataFrame:
    """The rows of `gold`, measured today; unchanged counts of an unchanged taxonomy keep their day."""
    cells = [
        titles.group_by(coded=f"coded_{aspect}", read=aspect)
        .agg(titles=pl.len(), right=pl.col(f"is_right_{aspect}").sum())
        .with_columns(aspect=pl.lit(aspect))
        for aspect in ASPECTS
    ]
    dated = pl.concat(cells).with_columns(
        measured_on=pl.lit(datetime.now(UTC).date()), taxonomy_version=pl.lit(taxonomy().version)
    )
    new = GOLD.conform(dated.lazy()).collect()
    old = gold_table().collect() if COUNTS.exists() else new.clear()
    return old if old.drop("measured_on").equals(new.drop("measured_on")) else new


def report(titles: pl.DataFrame) -> None:
    """Print everything."""
    cells = counts(titles)
    print(f"{titles.height} titles, taxonomy {taxonomy().version}; labels by language models\n")
    for aspect in ASPECTS:
        hits, n = int(titles[f"is_right_{aspect}"].sum()), titles.height
        low, high = wilson(hits, n)
        agreed = kappa(cells.filter(aspect=aspect))
        print(f"{aspect}: {hits / n:.3f} ({low:.3f}–{high:.3f}) right; κ {agreed:.3f}, of the coders {CODERS[aspect]}")
    scores = classes(cells.filter(aspect="role"))
    print(f"macro-F1 over {scores.height} classes: {scores['f1'].mean():.3f}")
    precision, recall = social(titles)
    print(f"is it a social media role at all: precision {precision:.3f}, recall {recall:.3f}")
    for heading, table in {
        "roles": scores,
        "coded down, read across": confusion(cells.filter(aspect="role")),
        "worst errors": _errors(titles),
        "5-fold cross-check by employer": held_out(titles),
        "slices of real postings": slices.all_of(REAL),
    }.items():
        print(f"\n{heading}")
        screen.table(table)


def _errors(titles: pl.DataFrame) -> pl.DataFrame:
    """Social for not social and the reverse first: they move the totals, the others only shares."""
    is_far = (pl.col("role") == "none") != (pl.col("coded_role") == "none")
    wrong = titles.filter(~pl.col("is_right_role")).sort(is_far, "title", descending=[True, False])
    return wrong.select("title", "employer", "coded_role", "role").head(20)


def main() -> None:
    """Measure, print, keep the counts."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (folder / "dev.tsv").exists():
        sys.exit(f"there are no labelled titles in {folder}: name the folder that holds dev.tsv")
    titles = read(folder)
    report(titles)
    counts(titles).write_csv(COUNTS)


if __name__ == "__main__":
    main()
