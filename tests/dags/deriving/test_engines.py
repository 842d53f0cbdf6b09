"""Files are read by polars' streaming engine: the other one holds threads of its pool while it waits for them."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dags import steps
from dags.collecting import importing

CSV = """\
title,employer,url,at
Social Media Manager,Quillfeather Games,https://jobs.example.org/1,2026-01-30
Social Media Manager,Quillfeather Games,https://jobs.example.org/1,2026-01-31
Community Manager,Quillfeather Games,https://jobs.example.org/2,2026-02-01
"""


def test_a_derivation_gives_the_in_memory_engine_nothing_to_read(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELPWANTED_DATA", str(data))
    (tmp_path / "held.csv").write_text(CSV)
    importing.import_file(steps.store(), tmp_path / "held.csv", "held", "at", {}, True)
    plans: list[str] = []
    collect, collect_all = pl.LazyFrame.collect, pl.collect_all

    def watched(frame: pl.LazyFrame, *args: Any, **chosen: Any) -> Any:
        if chosen.get("engine") == "in-memory":
            plans.append(frame.explain(optimized=False))
        return collect(frame, *args, **chosen)

    def all_watched(frames: Any, *args: Any, **chosen: Any) -> Any:
        frames = list(frames)
        if chosen.get("engine") == "in-memory":
            plans.extend(frame.explain(optimized=False) for frame in frames)
        return collect_all(frames, *args, **chosen)

    monkeypatch.setattr(pl.LazyFrame, "collect", watched)
    monkeypatch.setattr(pl, "collect_all", all_watched)
    steps.rebuild()
    assert len(plans) > 3 * len(("settled", "boards", "lifecycle", "vacancies"))
    assert [plan for plan in plans if "SCAN" in plan] == []
