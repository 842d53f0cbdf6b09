"""A source that shows far less than it used to is found, and nothing else is."""

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from expectations import baselines
from expectations.contracts import Verdict
from expectations.tables import TABLES

Fill = Callable[..., pl.LazyFrame]
Frames = dict[str, pl.LazyFrame]

SIGHTINGS, CRAWLS, CONTENTS = TABLES["sightings"], TABLES["crawls"], TABLES["contents"]
FIRST = date(2026, 1, 1)


def listings(
    fill: Fill, *days: list[int], failed: dict[int, list[int]] | None = None, gone: dict[int, int] | None = None
) -> Frames:
    """Crawls and sightings of ten boards: each day states how many postings each board shows.

    `failed` says which boards failed on a day; `gone` how many postings more each still shows, marked as closed.
    """
    crawls, sightings = [], []
    for number, postings in enumerate(days):
        day, out = FIRST + timedelta(number), (failed or {}).get(number, [])
        names = [f"board{place}" for place in range(len(postings))]
        status = ["failed" if place in out else "complete" for place in range(len(postings))]
        crawls.append(fill(CRAWLS, day=day, board=names, status=status))
        live = [name for place, name in enumerate(names) for _ in range(postings[place]) if place not in out]
        shown = live + names * (gone or {}).get(number, 0)
        is_active = [place < len(live) for place in range(len(shown))]
        keys = [str(key) for key in range(len(shown))]
        sightings.append(fill(SIGHTINGS, day=day, board=shown, posting_key=keys, is_active=is_active))
    return {"crawls": pl.concat(crawls), "sightings": pl.concat(sightings)}


def named(day: int) -> str:
    return f"day={FIRST + timedelta(day - 1)}/x"


def last_day(table_frames: Frames, days: int, accepted: baselines.Accepted | None = None) -> dict[str, Verdict]:
    judged = baselines.judge(SIGHTINGS, table_frames, [named(days)], accepted)
    return {found.expectation: found for found in judged}


def test_a_source_that_falls_below_half_of_its_median_fails(fill: Fill) -> None:
    found = last_day(listings(fill, *[[10] * 10] * 7, [4] * 10), 8)
    assert not found["volume_floor"].is_success
    assert found["volume_floor"].severity == "error"
    assert found["volume_floor"].observed == "40 postings where 100 are usual, on 10 boards with a history"


def test_a_source_that_shows_about_what_it_used_to_passes(fill: Fill) -> None:
    found = last_day(listings(fill, *[[10] * 10] * 7, [8] * 10), 8)
    assert found["volume_floor"].is_success
    assert found["volume_ceiling"].is_success


def test_boards_that_failed_lower_nothing(fill: Fill) -> None:
    frames = listings(fill, *[[10] * 20] * 7, [10] * 20, failed={7: list(range(10))})
    assert last_day(frames, 8)["volume_floor"].observed.startswith("100 postings where 100 are usual")


def test_a_new_board_hides_no_fall(fill: Fill) -> None:
    frames = listings(fill, *[[10] * 10] * 7, [4] * 10 + [500])
    assert not last_day(frames, 8)["volume_floor"].is_success


def test_one_bad_day_in_the_past_moves_no_median(fill: Fill) -> None:
    frames = listings(fill, *[[10] * 10] * 4, [0] * 10, *[[10] * 10] * 3, [4] * 10)
    assert not last_day(frames, 9)["volume_floor"].is_success


def test_twice_the_usual_volume_only_warns(fill: Fill) -> None:
    found = last_day(listings(fill, *[[10] * 10] * 7, [21] * 10), 8)
    assert found["volume_floor"].is_success
    assert not found["volume_ceiling"].is_success
    assert found["volume_ceiling"].severity == "warning"


def test_without_a_week_of_history_there_is_no_floor(fill: Fill) -> None:
    found = last_day(listings(fill, *[[10] * 10] * 3, [0] * 10), 4)
    assert found["volume_floor"].is_success
    assert "no floor" in found["volume_floor"].observed


def test_a_few_boards_or_postings_have_no_floor(fill: Fill) -> None:
    assert last_day(listings(fill, *[[100] * 9] * 7, [0] * 9), 8)["volume_floor"].is_success
    assert last_day(listings(fill, *[[4] * 10] * 7, [0] * 10), 8)["volume_floor"].is_success


def test_a_day_on_which_no_board_was_observed_has_no_floor(fill: Fill) -> None:
    frames = listings(fill, *[[10] * 10] * 7, [10] * 10, failed={7: list(range(10))})
    assert last_day(frames, 8)["volume_floor"].is_success


def test_a_list_that_drops_what_it_marked_as_closed_has_not_fallen(fill: Fill) -> None:
    frames = listings(fill, *[[10] * 10] * 8, gone=dict.fromkeys(range(7), 50))
    assert last_day(frames, 8)["volume_floor"].observed.startswith("100 postings where 100 are usual")


def test_a_source_that_suddenly_marks_most_as_closed_fails(fill: Fill) -> None:
    frames = listings(fill, *[[10] * 10] * 7, [4] * 10, gone={7: 6})
    assert not last_day(frames, 8)["volume_floor"].is_success


def test_a_fall_that_stays_fails_until_somebody_accepts_it(fill: Fill) -> None:
    frames = listings(fill, *[[10] * 10] * 7, *[[4] * 10] * 3)
    assert not last_day(frames, 10)["volume_floor"].is_success
    assert last_day(frames, 10, {(named(8), "volume_floor"): "two clients left"})["volume_floor"].is_success


def test_an_accepted_fall_is_a_warning_that_says_why(fill: Fill) -> None:
    frames = listings(fill, *[[10] * 10] * 7, [4] * 10)
    found = last_day(frames, 8, {(named(8), "volume_floor"): "two clients left"})["volume_floor"]
    assert (found.is_success, found.severity) == (False, "warning")
    assert found.observed.endswith("on 10 boards with a history; accepted: two clients left")


def test_after_an_accepted_fall_what_is_usual_is_learnt_anew(fill: Fill) -> None:
    frames = listings(fill, *[[10] * 10] * 7, *[[6] * 10] * 8, [2] * 10)
    found = last_day(frames, 16, {(named(8), "volume_floor"): "two clients left"})["volume_floor"]
    assert not found.is_success
    assert found.observed.startswith("20 postings where 60 are usual")


def test_an_accepted_fall_of_one_source_excuses_no_other(fill: Fill) -> None:
    frames = listings(fill, *[[10] * 10] * 7, *[[4] * 10] * 2)
    elsewhere = {(named(8).replace("/x", "/y"), "volume_floor"): "two clients left"}
    assert not last_day(frames, 9, elsewhere)["volume_floor"].is_success


def stated(fill: Fill, *rates: float, postings: int = 100) -> Frames:
    """Changed postings of a source: each day states the share of them that name a location."""
    days = [
        fill(
            CONTENTS,
            day=FIRST + timedelta(number),
            location=["Ulm" if place < rate * postings else " " for place in range(postings)],
        )
        for number, rate in enumerate(rates)
    ]
    return {"contents": pl.concat(days)}


def location_floor(frames: Frames, days: int, accepted: baselines.Accepted | None = None) -> Verdict:
    judged = baselines.judge(CONTENTS, frames, [named(days)], accepted)
    found = {verdict.expectation: verdict for verdict in judged}
    assert set(found) == {f"fill_rate_floor({field})" for field in baselines.FILLED}
    return found["fill_rate_floor(location)"]


def test_a_field_that_is_lost_fails(fill: Fill) -> None:
    lost = location_floor(stated(fill, *[0.9] * 7, 0.1), 8)
    assert (lost.is_success, lost.severity) == (False, "error")
    assert lost.observed == "filled in 10.0% where 90.0% is usual"


def test_a_field_that_is_stated_as_usual_passes(fill: Fill) -> None:
    assert location_floor(stated(fill, *[0.9] * 7, 0.8), 8).is_success


def test_a_field_that_was_never_stated_is_not_missed(fill: Fill) -> None:
    assert location_floor(stated(fill, *[0.0] * 8), 8).is_success


def test_few_changed_postings_have_no_fill_rate(fill: Fill) -> None:
    quiet = location_floor(stated(fill, *[0.9] * 7, 0.0, postings=99), 8)
    assert quiet.is_success
    assert "no floor" in quiet.observed


def test_a_field_needs_a_week_of_history(fill: Fill) -> None:
    assert "no floor" in location_floor(stated(fill, *[0.9] * 6, 0.0), 7).observed


def test_a_field_that_a_source_gave_up_can_be_accepted(fill: Fill) -> None:
    frames = stated(fill, *[0.9] * 7, *[0.1] * 2)
    accepted = {(named(8), "fill_rate_floor(location)"): "it lists remote jobs only"}
    assert not location_floor(frames, 9).is_success
    assert location_floor(frames, 9, accepted).is_success


def test_a_table_without_a_baseline_has_no_verdict(fill: Fill) -> None:
    assert baselines.judge(CRAWLS, {"crawls": fill(CRAWLS)}, ["day=2026-01-08/x"]) == []
