"""The lexicons of the five shifts against sentences labelled by hand, of which the repository holds ids and labels only.

`python -m tests.gold.emphasis` prints the precision of each lexicon with its 95 % interval, and of each of its words.

A label stands for the first sentence of a posting that holds a word: `yes` where it speaks of the work, or of who is wanted for
it, in the sense of the pole; `no` where it is the employer's own praise, the law's small print or another sense. One coder (a
language model), one sentence for each employer and word, drawn by a hash, at most some 36 for each lexicon. The words were chosen
on a third of the employers that gives no sentence here. Of public relations there are 8 real postings, so its sentences come from
postings of communications, media, content, brand and community; two of its words were dropped after a look at all of them.
"""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from tests.gold.measures import wilson

LABELS = Path(__file__).with_name("emphasis.csv")
LEXICON = ("traditional_role", "pole")


def precision(*by: str) -> pl.DataFrame:
    """labelled and meant, by columns of the labels."""
    labels = pl.read_csv(LABELS, infer_schema=False)
    return labels.group_by(by).agg(labelled=pl.len(), meant=(pl.col("label") == "yes").sum()).sort(by)


def main() -> None:
    """Print what was measured."""
    for by in (LEXICON, (*LEXICON, "word")):
        table = Table(*by, "sentences", "meant", "precision", box=None)
        for *names, labelled, meant in precision(*by).iter_rows():
            low, high = wilson(meant, labelled)
            table.add_row(*names, str(labelled), str(meant), f"{meant / labelled:.2f} ({low:.2f}–{high:.2f})")
        Console().print(table)


if __name__ == "__main__":
    main()
