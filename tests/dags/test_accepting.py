"""A source that fell below half is kept out until somebody says that it is so."""

from pathlib import Path

import pytest

from expectations.tables import TABLES
from tests.dags.conftest import Run
from warehouse.store import Store

FALL = "2026-03-08"


def listing(folder: Path) -> Path:
    """Ten boards with six postings each for a week, with two from the eighth day on."""
    rows = [
        f"{day}.{board}.{posting},Nurse,Firm {board},2026-03-{day:02}"
        for day in range(1, 11)
        for board in range(10)
        for posting in range(6 if day < 8 else 2)
    ]
    file = folder / "held.csv"
    file.write_text("\n".join(["posting_id,title,company,at", *rows]))
    return file


@pytest.mark.slow
def test_a_refused_fall_is_accepted_with_a_reason_and_the_days_after_it_come_in(
    helpwanted: Run, data: Path, tmp_path: Path
) -> None:
    refused = helpwanted("import", listing(tmp_path), "--source", "held", "--snapshot-column", "at")
    assert refused.code == 1
    assert f"if the source has it so: helpwanted accept {FALL} held --reason TEXT" in refused.err
    assert helpwanted("accept", FALL, "held", "--reason", "four of six clients left").code == 0
    rebuilt = helpwanted("rebuild", "--from", FALL)
    assert rebuilt.code == 0, rebuilt.err
    assert Store(str(data)).partitions(TABLES["demand_daily"])[-1] == "day=2026-03-10"
    rows = Store(str(data)).scan(TABLES["verdicts"]).filter(expectation="volume_floor", is_success=False).collect()
    assert rows.select("partition", "severity").rows() == [(f"day={FALL}/held", "warning")]
    assert rows["observed"].item().endswith("accepted: four of six clients left")


def test_what_was_not_refused_cannot_be_accepted(helpwanted: Run) -> None:
    done = helpwanted("accept", FALL, "held", "--reason", "because")
    assert (done.code, done.err.count("\n")) == (2, 1)
