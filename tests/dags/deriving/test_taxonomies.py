"""A role is added by an overlay: the history is counted again, and old and new counts are compared."""

from pathlib import Path

import polars as pl

from dags.deriving import taxonomies
from expectations.tables import TABLES
from tests.dags.conftest import Run
from warehouse.store import Store

CSV = """\
title,employer,url,at
TikTok Live Seller,Quillfeather Games,https://jobs.example.org/1,2026-02-27
Social Media Manager,Quillfeather Games,https://jobs.example.org/2,2026-02-27
TikTok Live Seller,Quillfeather Games,https://jobs.example.org/1,2026-03-01
"""
OVERLAY = Path(__file__).parents[3] / "docs" / "overlay.toml"


def test_a_changed_taxonomy_counts_the_history_again_and_bridges_the_counts(
    helpwanted: Run, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "held.csv"
    file.write_text(CSV)
    assert helpwanted("import", file, "--source", "held", "--snapshot-column", "at").code == 0
    store = Store(str(data))
    before = store.footer("tables/lifecycle/day=2026-02-27/all.parquet")["taxonomy_version"]

    done = helpwanted("--taxonomy", OVERLAY, "rebuild", "--from", "2026-03-01")
    assert done.code == 0, done.err
    assert "the taxonomy has changed" in done.out
    assert "derived 2 days" in done.out

    after = store.footer("tables/lifecycle/day=2026-02-27/all.parquet")["taxonomy_version"]
    assert after.startswith(f"{before}/livestream-1+")
    postings = store.scan(TABLES["postings"]).filter(pl.col("title") == "TikTok Live Seller").collect()
    assert set(postings["role"]) == {"livestream_seller"}
    assert set(postings["taxonomy_version"]) == {after}
    bridge = store.scan(TABLES["bridge"]).select("taxonomy_before", "taxonomy_version", "month", "role_before", "role")
    february = [row[3:] for row in bridge.collect().rows() if row[:3] == (before, after, "2026-02")]
    assert february == [("none", "livestream_seller"), ("social_media_manager", "social_media_manager")]
    assert store.scan(TABLES["gold"]).collect().height > 0
    assert "livestream_seller" in helpwanted("show", "bridge", "--format", "csv").out
    adjusted = helpwanted("show", "adjusted", "--format", "csv").out.splitlines()
    assert sum(line.split(",")[1] == "livestream_seller" for line in adjusted) == 1

    assert not taxonomies.has_changed(store)
