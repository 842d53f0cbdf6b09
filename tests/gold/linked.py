"""Links between postings against pairs labelled by hand, of which the repository holds ids and labels only.

`python -m tests.gold.linked` prints precision and recall by stratum, with 95 % intervals. The pairs are of one employer and
country: all at one place under one title that there are, others drawn by a hash of their ids, near-misses included (other title,
like text). `same`: one job, its title the same up to spelling, synonyms and place, its text saying the same of it, be it for
another place. `translated`: the same, told in another language. `other`: another seniority, team, product, language asked for,
shift or function, whatever boilerplate they share. `open`: the texts do not tell; not counted. One coder, a language model, who
read the first clauses that the texts of each pair do not share.

`drawn` says how. `tuned`: the coder saw what was linked, and the rules were made looking at these pairs. The others were labelled
by the same coder before the rules saw them, and held out until then; once looked at, they served to make the next rules. `first`:
by a hash of their ids from what was left. `second`: nearly all under two titles of the 55 employers that had not been looked at
(none of them had two postings under one title), with some of the others. `third`, on which no rule was made: from what was left,
at most eight of an employer and stratum, and no two titles over two texts that had been asked before. Under one title only
postings with one text at four employers were left: all other such pairs of the two sources are labelled.

Not quite blind: the coder knew the rules, and all postings are of the same two sources. The strata are told by the words of the
titles as they were taken when the first pairs were drawn.
"""

from datetime import date
from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from expectations.tables import TABLES
from tests.gold.measures import wilson
from transforms.linking.marks import marks
from transforms.linking.vacancies import advance, brought
from transforms.postings import clean

LABELS = Path(__file__).with_name("linked_pairs.csv")
POSTINGS = Path(__file__).parents[3] / "shared" / "realdata"
DAY = date(2025, 10, 1)


def labelled() -> pl.DataFrame:
    """The labelled pairs with `is_linked`; none where their postings are not at hand."""
    pairs = pl.read_csv(LABELS, infer_schema=False)
    sources = pairs["source"].unique().sort()
    if not all((POSTINGS / f"{source}.parquet").exists() for source in sources):
        return pairs.clear().with_columns(is_linked=pl.lit(False))
    vacancy = _vacancies(pl.concat(_contents(source) for source in sources))
    pairs = pairs.join(vacancy, on=["source", "posting_id"])
    pairs = pairs.join(vacancy.rename({"posting_id": "other_id"}), on=["source", "other_id"], suffix="_other")
    return pairs.with_columns(is_linked=pl.col("vacancy_id") == pl.col("vacancy_id_other"))


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


def _vacancies(contents: pl.DataFrame) -> pl.DataFrame:
    marked = marks(contents.lazy(), clean(contents.lazy())).drop("day")
    lifecycle = contents.lazy().select("posting_key", "source", "board", status=pl.lit("open"))
    nothing = TABLES["vacancies"].schema.to_frame().lazy()
    vacancies, _ = advance(DAY, *pl.collect_all(brought(nothing, lifecycle, marked)))
    return vacancies.select("source", "posting_id", "vacancy_id")


def counts(pairs: pl.DataFrame) -> tuple[int, int, int]:
    """How many pairs are rightly linked, wrongly linked, and missed, of those that are not open."""
    linked, is_same = pairs["is_linked"], pairs["label"].is_in(["same", "translated"])
    return (linked & is_same).sum(), (linked & (pairs["label"] == "other")).sum(), (~linked & is_same).sum()


def looked_at(pairs: pl.DataFrame) -> pl.DataFrame:
    """Those that the rules were made on."""
    return pairs.filter(pl.col("drawn") != "third")


def held_out(pairs: pl.DataFrame) -> pl.DataFrame:
    """Those that were labelled before these rules saw them."""
    return pairs.filter(drawn="third")


def with_one_title(pairs: pl.DataFrame) -> pl.DataFrame:
    """Those whose titles say the same: linking knows no synonyms."""
    return pairs.filter(~pl.col("stratum").str.starts_with("other_title"))


def main() -> None:
    """Print what was measured."""
    pairs, console = labelled(), Console(width=120)
    if pairs.is_empty():
        console.print(f"no postings at {POSTINGS}: nothing to measure")
        return
    table = Table("pairs", "same", "translated", "other", "open", "precision", "recall", box=None)
    parts = {
        f"{drawn}, {name}": part
        for drawn, drawn_pairs in {"looked at": looked_at(pairs), "held out": held_out(pairs)}.items()
        for name, part in {"all": drawn_pairs, "one title": with_one_title(drawn_pairs), **_strata(drawn_pairs)}.items()
    }
    for name, part in parts.items():
        hits, wrong, missed = counts(part)
        labels = [str((part["label"] == label).sum()) for label in ("same", "translated", "other", "open")]
        table.add_row(name, *labels, _share(hits, hits + wrong), _share(hits, hits + missed))
    console.print(table)


def _strata(pairs: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return {name: pairs.filter(stratum=name) for name in pairs["stratum"].unique().sort()}


def _share(hits: int, n: int) -> str:
    low, high = wilson(hits, n)
    return f"{hits / n:.3f} ({low:.2f}–{high:.2f})" if n else "–"


if __name__ == "__main__":
    main()
