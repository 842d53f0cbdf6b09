"""D5 against the official lists."""

from pathlib import Path

import polars as pl
import pytest

from expectations.contracts import RUNGS, TWELVE_ROLES
from transforms.managers.definitions import HOMONYM, _occupations

LABELS = Path(__file__).parents[4] / "shared" / "realdata" / "labels"


@pytest.fixture(scope="module")
def listed() -> dict[str, set[str]]:
    """The major groups of SOC under which O*NET lists each title."""
    if not LABELS.exists():
        pytest.skip("the official lists are not at hand")
    files_ = {"onet_alternate_titles": "Alternate Title", "onet_sample_of_reported_titles": "Reported Job Title"}
    titles = pl.concat(
        pl.read_parquet(LABELS / f"{name}.parquet").select(
            title=pl.col(column).str.replace(r" \(.*", ""), group=pl.col("O*NET-SOC Code").str.slice(0, 2)
        )
        for name, column in files_.items()
    )
    return dict(titles.group_by("title").agg(pl.col("group").unique()).select("title", "group").iter_rows())


def test_the_titles_that_the_crosswalk_rests_on_stand_under_managers_alone(listed: dict[str, set[str]]) -> None:
    titles = [title for entry in _occupations() for title in entry["titles"]]
    assert {title: sorted(listed[title]) for title in titles} == {title: ["11"] for title in titles}


def test_a_social_media_manager_is_in_no_list_of_onet(listed: dict[str, set[str]]) -> None:
    assert "Social Media Manager" not in listed


def test_it_names_roles_rungs_and_occupations_that_there_are() -> None:
    roles = [role for entry in _occupations() for role in entry["roles"]]
    assert len(roles) == len(set(roles))
    assert set(roles) <= {*TWELVE_ROLES, HOMONYM}
    assert {rung for entry in _occupations() for rung in entry["rungs"]} <= set(RUNGS)
    assert all(code.startswith("11-") for entry in _occupations() for code in entry["soc"])
