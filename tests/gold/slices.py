"""Slices of real postings whose role is known without labels: by occupational series, or by the board they stand on."""

from pathlib import Path

import polars as pl

from tests.gold.measures import wilson
from transforms.roles import classify


def all_of(folder: Path) -> pl.DataFrame:
    """Share and interval of each slice; no rows where `folder` is absent."""
    if not folder.exists():
        return pl.DataFrame(
            schema={"slice": pl.String, "share": pl.Float64, "low": pl.Float64, "high": pl.Float64, "n": int}
        )
    return pl.DataFrame([*public_affairs(folder), property_managers(folder), *marketing_managers(folder)])


def public_affairs(folder: Path) -> list[dict[str, object]]:
    """USAJOBS: series 1035 is public affairs, and of 1099 the trainees whose title says so."""
    jobs = pl.scan_parquet(folder / "usajobs_2024_2025.parquet").rename({"company": "employer", "description": "text"})
    read = classify(
        jobs.select("title", "employer", "text", series=pl.col("occupation_series").fill_null(""))
    ).collect()
    is_trainee = read["series"].str.contains("1099") & read["title"].str.contains("(?i)public affairs")
    is_named, is_coded = read["role"] == "public_relations", read["series"].str.contains("1035")
    return [
        _share("USAJOBS 1035: precision of public_relations", (is_coded | is_trainee).filter(is_named)),
        _share("USAJOBS 1035: recall of public_relations", is_named.filter(is_coded)),
    ]


def property_managers(folder: Path) -> dict[str, object]:
    """The management board, whose community managers let flats."""
    read = _community_managers(folder / "jobright_2025_management_new_grad.parquet")
    return _share("management board: “Community Manager” is not community_manager", read["role"] != "community_manager")


def marketing_managers(folder: Path) -> list[dict[str, object]]:
    """The marketing board, whose community managers are of both kinds."""
    read = _community_managers(folder / "jobright_2026_marketing_new_grad.parquet")
    kept = read.filter(role="community_manager")
    return [
        _share("marketing board: “Community Manager” is community_manager", read["role"] == "community_manager"),
        _share("marketing board: of these, uncertain", kept["is_role_uncertain"]),
    ]


def _community_managers(file: Path) -> pl.DataFrame:
    named = pl.scan_parquet(file).filter(pl.col("title").str.contains("(?i)community manager"))
    return classify(named.select("title", employer="company", text=pl.lit(None, pl.String))).collect()


def _share(name: str, hits: pl.Series) -> dict[str, object]:
    low, high = wilson(int(hits.sum()), hits.len())
    return {"slice": name, "share": hits.mean(), "low": low, "high": high, "n": hits.len()}
