"""Figures of agreement, from counts of coded × read."""

from math import sqrt

import polars as pl

Z = 1.959964
"""95 % of a normal distribution lie within so many standard deviations."""


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson (1927)."""
    if n == 0:
        return 0.0, 1.0
    p, z = hits / n, Z * Z / n
    middle, half = (p + z / 2) / (1 + z), Z * sqrt(p * (1 - p) / n + z / (4 * n)) / (1 + z)
    return max(0.0, middle - half), min(1.0, middle + half)


def classes(cells: pl.DataFrame) -> pl.DataFrame:
    """Precision, recall (with intervals) and F1 of each label. A label that the coders could defend counts as coded so."""
    hits = cells.group_by(label="read").agg(hits=pl.col("right").sum(), read=pl.col("titles").sum())
    missed = cells.group_by(label="coded").agg(missed=(pl.col("titles") - pl.col("right")).sum())
    both = hits.join(missed, on="label", how="full", coalesce=True).fill_null(0).sort("label")
    rows = [_scores(*row) for row in both.select("label", "hits", "read", "missed").iter_rows()]
    return pl.DataFrame(rows)


def _scores(label: str, hits: int, read: int, missed: int) -> dict[str, object]:
    coded = hits + missed
    return {
        "label": label,
        "coded": coded,
        "read": read,
        "precision": _with_interval(hits, read),
        "recall": _with_interval(hits, coded),
        "f1": round(2 * hits / (read + coded), 3) if read + coded else None,
    }


def _with_interval(hits: int, n: int) -> str:
    low, high = wilson(hits, n)
    return f"{hits / n:.2f} ({low:.2f}–{high:.2f})" if n else "–"


def confusion(cells: pl.DataFrame) -> pl.DataFrame:
    """Coded down, read across, where the columns are called by the number of their row."""
    labels = sorted({*cells["coded"], *cells["read"]})
    every = pl.DataFrame({"coded": labels}).join(pl.DataFrame({"read": labels}), how="cross")
    counted = every.join(cells, on=["coded", "read"], how="left").fill_null(0)
    square = counted.pivot("read", index="coded", values="titles").rename(
        {label: f"{n}" for n, label in enumerate(labels, 1)}
    )
    return square.with_row_index("", offset=1)


def kappa(cells: pl.DataFrame) -> float:
    """Cohen's κ between coded and read, without mercy for what can be defended."""
    n = cells["titles"].sum()
    agreed = cells.filter(pl.col("coded") == pl.col("read"))["titles"].sum() / n
    coded, read = (cells.group_by(label=side).agg(pl.col("titles").sum()) for side in ("coded", "read"))
    both = coded.join(read, on="label")
    chance = (both["titles"] * both["titles_right"]).sum() / n**2
    return float((agreed - chance) / (1 - chance))


def fleiss_kappa(codes: pl.DataFrame) -> float:
    """Agreement of several coders beyond chance (Fleiss 1971), from a column of labels for each."""
    labels = sorted({label for column in codes for label in column})
    votes = codes.select(pl.sum_horizontal(pl.all() == label).alias(label) for label in labels).to_numpy().astype(float)
    agreed = ((votes**2).sum(1) - codes.width).mean() / (codes.width * (codes.width - 1))
    chance = ((votes.sum(0) / votes.sum()) ** 2).sum()
    return float((agreed - chance) / (1 - chance))


def social(titles: pl.DataFrame) -> tuple[float, float]:
    """Precision and recall of “some role rather than none”; a right reading is right on this too."""
    named, coded = titles["role"] != "none", titles["coded_role"] != "none"
    hits = (named & (coded | titles["is_right_role"])).sum()
    missed = (~named & coded & ~titles["is_right_role"]).sum()
    return hits / named.sum(), hits / (hits + missed)
