"""Titles and texts to measure on: real ones where they are at hand, else the sandbox's."""

import re
from pathlib import Path
from random import Random

import polars as pl

from spiders.sandbox import words
from spiders.sandbox.texts import describe
from transforms.roles import classify

REAL = Path(__file__).parents[2] / "shared" / "realdata"
TITLES, TEXTS = REAL / "greenhouse_3131_boards_2026_01.parquet", REAL / "ashby_boards_2025_10.parquet"
SEED = 2026
ITEM = re.compile(r"^\s*[-•*·–]\s*(.*)$")


def titles(rows: int, target: Path) -> str:
    """Write so many titles to `target`, one column `title`; returns what they are."""
    real = pl.read_parquet(TITLES, columns=["title"]) if TITLES.exists() else pl.DataFrame({"title": _invented()})
    real.sample(rows, with_replacement=True, seed=SEED).write_parquet(target)
    kind = (
        "real titles of all trades, Greenhouse, January 2026"
        if TITLES.exists()
        else "titles of the sandbox (synthetic)"
    )
    return f"{rows:,} titles resampled from {real.height:,} {kind}"


def texts(rows: int, target: Path) -> str:
    """Write so many postings to `target`, no two texts alike; returns what they are.

    Columns `title`, `text` (HTML) and `traditional_role`, by the title.
    """
    real = _real_texts() if TEXTS.exists() else sandbox_texts()
    real = (
        classify(real.lazy().with_columns(employer=pl.lit("Acme")))
        .select("title", "text", "traditional_role")
        .collect()
    )
    drawn = real.sample(rows, with_replacement=True, seed=SEED).with_row_index("row")
    unlike = drawn.with_columns(text=pl.format("{}<p>Ref. {}</p>", "text", "row")).drop("row")
    unlike.write_parquet(target, row_group_size=10_000)
    kind = "real postings of Ashby boards, October 2025" if TEXTS.exists() else "postings of the sandbox (synthetic)"
    length = unlike.select(pl.col("text").str.len_bytes().mean()).item()
    return f"drawn from {real.height:,} {kind}, {length:,.0f} bytes of HTML each"


def _real_texts() -> pl.DataFrame:
    real = pl.read_parquet(TEXTS, columns=["title", "description"]).drop_nulls()
    return real.select("title", text=pl.Series([_marked_up(text) for text in real["description"]]))


def _marked_up(text: str) -> str:
    """The sample holds the board's plain texts: put back into paragraphs and lists, as the board itself sends them."""
    lines = [line for line in text.replace("&", "&amp;").replace("<", "&lt;").splitlines() if line.strip()]
    marked = [f"<li><p>{item[1]}</p></li>" if (item := ITEM.match(line)) else f"<p>{line}</p>" for line in lines]
    return "".join(marked)


def _invented() -> list[str]:
    pairs = [*words.SOCIAL_TITLES.values(), *words.OTHER_TITLES.values()]
    return [title for titles in pairs for title, _ in titles]


def sandbox_texts() -> pl.DataFrame:
    """Titles and texts as the sandbox invents them: columns `title` and `text`."""
    random = Random(SEED)
    rows = [(title, describe(random, "Acme", title, "ocial" in title, has_contact=True)) for title in _invented() * 20]
    return pl.DataFrame(rows, schema=["title", "text"], orient="row")
