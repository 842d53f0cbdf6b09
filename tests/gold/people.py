"""Management of people (D4) against descriptions labelled by hand, of which the repository holds ids and labels only.

`python -m tests.gold.people` prints precision and recall with 95 % intervals. The labelled postings are a sample, drawn by a
hash of their ids, of marketing, communications, community and social media jobs with manager, lead, head or director in the
title, some without, and of such titles of other trades (`elsewhere`), one for each employer. A third of the employers is held
out (`test`): it was labelled before there was a rule, and no rule was written looking at it. `open` is what a text leaves open.
"""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from tests.gold.measures import wilson
from transforms.texts import read_texts

LABELS = Path(__file__).with_name("people_management.csv")
POSTINGS = Path(__file__).parents[3] / "shared" / "realdata"


def labelled() -> pl.DataFrame:
    """The labelled postings with `has_people_management` beside the label; none where their texts are not at hand."""
    labels = pl.read_csv(LABELS, infer_schema=False)
    files = [POSTINGS / f"{source}.parquet" for source in labels["source"].unique().sort()]
    if not all(file.exists() for file in files):
        return labels.clear()
    texts = pl.concat(
        pl.scan_parquet(file).select(
            pl.col("posting_id").cast(pl.String), "title", source=pl.lit(file.stem), text="description"
        )
        for file in files
    )
    return read_texts(labels.lazy().join(texts, on=["source", "posting_id"])).drop("text").collect()


def counts(postings: pl.DataFrame) -> tuple[int, int, int]:
    """How many are rightly found, wrongly found, and missed, of those that are not open."""
    found, is_yes = postings["has_people_management"], postings["label"] == "yes"
    is_no = postings["label"] == "no"
    return (found & is_yes).sum(), (found & is_no).sum(), (~found & is_yes).sum()


def main() -> None:
    """Print what was measured."""
    postings, console = labelled(), Console()
    if postings.is_empty():
        console.print(f"no postings at {POSTINGS}: nothing to measure")
        return
    table = Table("descriptions", "yes", "no", "open", "open, found", "precision", "recall", box=None)
    folds = {"all": postings, **{fold: postings.filter(fold=fold) for fold in ("dev", "test")}}
    social = {
        f"{name}, without elsewhere": part.filter(pl.col("titled") != "elsewhere") for name, part in folds.items()
    }
    for name, part in (folds | social).items():
        table.add_row(name, *_figures(part))
    console.print(table)


def _figures(part: pl.DataFrame) -> list[str]:
    hits, wrong, missed = counts(part)
    labels = [str((part["label"] == label).sum()) for label in ("yes", "no", "open")]
    left = part.filter(pl.col("label") == "open")["has_people_management"].sum()
    return [*labels, str(left), _share(hits, hits + wrong), _share(hits, hits + missed)]


def _share(hits: int, n: int) -> str:
    low, high = wilson(hits, n)
    return f"{hits / n:.2f} ({low:.2f}–{high:.2f})"


if __name__ == "__main__":
    main()
