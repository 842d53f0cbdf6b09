"""Links between postings against pairs labelled by hand, of which the repository holds ids and labels only.

`python -m tests.gold.linked` prints precision and recall by stratum, and how many vacancies linking finds beside how many there
are. The pairs are all candidates that two sources have with whole texts: two postings of one employer and country whose titles
say the same, or whose texts are the same or nearly so (three quarters of their clauses). Strata are told by the words of the
titles as they were taken when the pairs were drawn.

Three coders (one language model, three times, each without sight of the others, of the strata and of what was linked) labelled
each pair by `linked_codebook.md`: `same`, `other` or `open`. What two of them say counts; what is open counts for nothing. Pairs
over the same two titles and texts were asked once. A language model labels like a careful reader of the advertisements; what the
employers had in mind, nobody asked.
"""

from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl
from rich.console import Console
from rich.table import Table
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.stats import bootstrap

from expectations.tables import TABLES
from tests.gold.measures import fleiss_kappa
from transforms.linking.marks import marks
from transforms.linking.vacancies import advance, brought
from transforms.postings import clean

LABELS = Path(__file__).with_name("linked_pairs.csv")
POSTINGS = Path(__file__).parents[3] / "shared" / "realdata"
CODERS = ("coder_1", "coder_2", "coder_3")
DAY = date(2025, 10, 1)
DRAWS = 2_000
Numbers = npt.NDArray[np.float64]


def labelled() -> pl.DataFrame:
    """The labelled pairs with `label`, `employer` and `is_linked`; none where their postings are not at hand."""
    pairs = _pairs()
    if not all((POSTINGS / f"{source}.parquet").exists() for source in pairs["source"].unique()):
        return pairs.clear().with_columns(employer=pl.lit(""), is_linked=pl.lit(False))
    pairs = pairs.join(_found(), on=["source", "posting_id"])
    pairs = pairs.join(_found().rename({"posting_id": "other_id"}), on=["source", "other_id"], suffix="_other")
    return pairs.with_columns(is_linked=pl.col("vacancy_id") == pl.col("vacancy_id_other"))


def _pairs() -> pl.DataFrame:
    """With what two of three coders say; `open` where they are of three minds."""
    said = pl.concat_list(CODERS).list.sort().list.get(1)
    votes = pl.sum_horizontal(pl.col(coder) == said for coder in CODERS)
    pairs = pl.read_csv(LABELS, infer_schema=False)
    return pairs.with_columns(label=pl.when(votes >= 2).then(said).otherwise(pl.lit("open")))


@cache
def _found() -> pl.DataFrame:
    """source, posting_id, employer, row and vacancy_id of all postings with a text, as linking finds them in one day."""
    contents = pl.concat(_contents(source) for source in _pairs()["source"].unique().sort())
    marked = marks(contents.lazy(), clean(contents.lazy())).drop("day")
    lifecycle = contents.lazy().select("posting_key", "source", "board", status=pl.lit("open"))
    nothing = TABLES["vacancies"].schema.to_frame().lazy()
    vacancies, _ = advance(DAY, *pl.collect_all(brought(nothing, lifecycle, marked)))
    told = vacancies.drop_nulls("text_mark").join(contents.select("posting_key", "employer"), on="posting_key")
    return told.with_row_index("row").select("source", "posting_id", "employer", "row", "vacancy_id")


def _contents(source: str) -> pl.DataFrame:
    stated = pl.read_parquet(POSTINGS / f"{source}.parquet").drop_nulls("company").rename({"company": "employer"})
    frame = stated.with_columns(
        pl.col("posting_id").cast(pl.String),
        day=pl.lit(DAY),
        source=pl.lit(source),
        board="employer",
        posting_key=pl.format("{}/{}", pl.lit(source), "posting_id"),
    )
    return TABLES["contents"].conform(frame.lazy().with_columns(content_digest=pl.lit(""))).collect()


def counts(pairs: pl.DataFrame) -> tuple[int, int, int]:
    """How many pairs are rightly linked, wrongly linked, and missed, of those that are not open."""
    hits, wrong, missed = pairs.select(_outcomes()).sum().row(0)
    return hits, wrong, missed


def _outcomes() -> list[pl.Expr]:
    linked, label = pl.col("is_linked"), pl.col("label")
    outcomes = {
        "hits": linked & (label == "same"),
        "wrong": linked & (label == "other"),
        "missed": ~linked & (label == "same"),
    }
    return [outcome.alias(name) for name, outcome in outcomes.items()]


def of_titles(pairs: pl.DataFrame, count: str) -> pl.DataFrame:
    """Those under `one` title, or under `two`."""
    return pairs.filter(pl.col("stratum").str.starts_with(f"{count}_title"))


def intervals(pairs: pl.DataFrame) -> list[tuple[float, float]]:
    """95 % intervals of precision and recall by the bootstrap of employers: the pairs of one are no independent draws."""
    by_employer = pairs.group_by("employer").agg(outcome.sum() for outcome in _outcomes()).sort("employer")
    return [_interval(by_employer.select("hits", n=pl.col("hits") + pl.col(name))) for name in ("wrong", "missed")]


def _interval(shares: pl.DataFrame) -> tuple[float, float]:
    """Of the sum of `hits` over that of `n`, a row for each employer. Anything may be where all is one employer's."""

    def share(hits: Numbers, n: Numbers, axis: int) -> Numbers:
        return hits.sum(axis) / n.sum(axis)

    drawn = shares.filter(pl.col("n") > 0).to_numpy().T
    if drawn.shape[1] < 2:
        return 0.0, 1.0
    low, high = bootstrap(drawn, share, paired=True, method="percentile", n_resamples=DRAWS, rng=1).confidence_interval
    return float(low), float(high)


def sizes(pairs: pl.DataFrame) -> tuple[int, int, int]:
    """Of the postings with a text: how many there are, how many vacancies by the labels, and how many linking finds."""
    rows = pairs.filter(label="same").select("row", "row_other").to_numpy().T
    shape = (_found().height, _found().height)
    one_vacancy = coo_array((np.ones(rows.shape[1]), tuple(rows)), shape)
    stated, _ = connected_components(one_vacancy, directed=False)
    return _found().height, int(stated), _found()["vacancy_id"].n_unique()


def agreement() -> float:
    """Fleiss' kappa of the three coders, over the pairs."""
    return fleiss_kappa(pl.read_csv(LABELS, columns=CODERS, infer_schema=False))


def main() -> None:
    """Print what was measured."""
    pairs, console = labelled(), Console(width=120)
    if pairs.is_empty():
        console.print(f"no postings at {POSTINGS}: nothing to measure")
        return
    strata = {name: pairs.filter(stratum=name) for name in pairs["stratum"].unique().sort()}
    table = Table("pairs", "same", "other", "open", "precision", "recall", box=None)
    for name, part in {"all": pairs, "one title": of_titles(pairs, "one"), **strata}.items():
        labels = [str((part["label"] == label).sum()) for label in ("same", "other", "open")]
        table.add_row(name, *labels, *_shares(part))
    console.print(table)
    postings, stated, found = sizes(pairs)
    console.print(f"kappa of the coders {agreement():.3f}; {postings} postings, {stated} vacancies, {found} found")


def _shares(pairs: pl.DataFrame) -> tuple[str, str]:
    hits, wrong, missed = counts(pairs)
    (low, high), (lowest, highest) = intervals(pairs)
    precision, recall = hits / max(hits + wrong, 1), hits / max(hits + missed, 1)
    return f"{precision:.3f} ({low:.2f}–{high:.2f})", f"{recall:.3f} ({lowest:.2f}–{highest:.2f})"


if __name__ == "__main__":
    main()
