from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms import imported
from transforms.imported import ImportRefused, columns_of, crawls, identified, last_listings, rejects, stated
from transforms.sightings import listed, sighted

DAY = date(2026, 1, 8)


def read(rows: list[dict[str, Any]], snapshot: str | date = DAY, **mapping: str) -> pl.DataFrame:
    frame = pl.LazyFrame(rows, infer_schema_length=None)
    return identified(stated(frame, mapping, snapshot, "held")).collect()


def test_a_column_that_bears_a_field_s_name_maps_itself_and_company_is_employer() -> None:
    schema = pl.Schema({"title": pl.String, "company": pl.String, "url": pl.String, "colour": pl.String})
    assert columns_of(schema, {}) == {"title": "title", "employer": "company", "url": "url"}


def test_what_is_stated_goes_before_what_maps_itself() -> None:
    schema = pl.Schema({"title": pl.String, "job": pl.String, "company": pl.String, "url": pl.String})
    assert columns_of(schema, {"title": "job"})["title"] == "job"


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"colour": "title"}, "there is no field 'colour'"),
        ({"pay": "salary"}, "the file has no column 'salary'"),
    ],
)
def test_an_unknown_field_or_column_is_refused_in_one_line(mapping: dict[str, str], said: str) -> None:
    schema = pl.Schema({"title": pl.String, "company": pl.String, "url": pl.String})
    with pytest.raises(ImportRefused, match=said) as refusal:
        columns_of(schema, mapping)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("missing", ["title", "company", "url"])
def test_a_file_without_what_a_posting_needs_is_refused(missing: str) -> None:
    schema = pl.Schema({name: pl.String for name in ("title", "company", "url") if name != missing})
    with pytest.raises(ImportRefused, match="no column for"):
        columns_of(schema, {})


def test_the_board_falls_back_on_the_employer_and_the_id_on_the_canonical_url() -> None:
    row = read([{"title": "Editor", "company": "A/B", "url": "https://x.io/jobs/1?utm_source=z"}]).row(0, named=True)
    assert (row["board"], row["employer"], row["posting_id"]) == ("A-B", "A/B", "x.io/jobs/1")


def test_numbers_and_moments_become_texts() -> None:
    row = read([{"title": "E", "company": "A", "posting_id": 7, "posted_at": datetime(2026, 1, 2, tzinfo=UTC)}])
    assert row["posting_id"].item() == "7"
    assert row["posted_at"].item().startswith("2026-01-02 00:00:00")


@pytest.mark.parametrize(
    ("stated", "posting_id"),
    [
        ("R/7", "R/7"),
        ("<a href='https://x.io/jobs/1' target='_blank' >Apply</a>", "x.io/jobs/1"),
        ("https://x.io/jobs/1?gh_src=abc", "x.io/jobs/1"),
        (7.0, "7"),
        (None, "x.io/jobs/9"),
    ],
)
def test_a_posting_is_named_by_its_own_id_else_by_its_canonical_address(stated: Any, posting_id: str) -> None:
    row = read([{"title": "E", "company": "A", "posting_id": stated, "url": "http://www.x.io/jobs/9/"}])
    assert row["posting_id"].item() == posting_id


@pytest.mark.parametrize(
    "form",
    [
        "<a href='https://x.io/jobs/1' target='_blank' >Apply</a>",
        "https://x.io/jobs/1?gh_src=abc",
        "http://www.x.io/jobs/1/#apply",
    ],
)
def test_a_link_in_another_form_is_no_new_posting(form: str) -> None:
    days = {date(2026, 3, 1): "https://x.io/jobs/1", date(2026, 3, 2): form}
    rows = [{"at": day, "title": "Editor", "company": "A", "url": url} for day, url in days.items()]
    seen = sighted(listed(read(rows, "at").lazy().with_columns(attempt=1))).collect()
    assert seen.select("day", "posting_key").rows() == [(day, "held/A/x.io/jobs/1") for day in days]


@pytest.mark.parametrize(
    ("title", "stated"),
    [("Community ManagerNew", "Community Manager"), ("Technical Animator New", "Technical Animator"), ("New", None)],
)
def test_the_badge_of_a_fresh_posting_is_no_part_of_its_title(title: str, stated: str | None) -> None:
    assert read([{"title": title, "company": "A", "posting_id": "7"}])["title"].item() == stated
    assert (
        read([{"title": "New Media Editor", "company": "A", "posting_id": "7"}])["title"].item() == "New Media Editor"
    )


def test_lists_are_joined_and_objects_are_json() -> None:
    row = read([{"title": "E", "company": "A", "posting_id": "7", "location": ["Leeds", "Hull"], "pay": {"min": 1}}])
    assert (row["location"].item(), row["pay"].item()) == ("Leeds | Hull", '{"pay":{"min":1}}')


def test_a_file_may_call_its_columns_as_the_import_calls_its_own() -> None:
    row = read([{"title": "E", "company": "A", "posting_id": "7", "item": "x", "day": "y", "list": "z", "reason": "w"}])
    assert (row["item"].item(), row["day"].item(), row["reason"].item()) == (0, DAY, None)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 1, 8, 23, 52, tzinfo=UTC),
        datetime(2026, 1, 9, 1, 52, tzinfo=timezone(timedelta(hours=2))),
        "2026-01-08 23:52:00",
        "2026-01-08T23:52:00Z",
        "2026-01-09T01:52:00+02:00",
        "2026-01-08",
        "Jan 8, 2026",
        1767916320,
        DAY,
    ],
    ids=str,
)
def test_snapshots_are_read_in_several_forms_and_told_in_utc(moment: Any) -> None:
    row = read([{"title": "E", "company": "A", "posting_id": "7", "at": moment}], "at")
    assert row["day"].item() == DAY


def test_a_snapshot_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(ImportRefused, match="no column 'when'"):
        read([{"title": "E", "company": "A", "posting_id": "7"}], "when")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"title": " ", "company": "A", "posting_id": "7"}, "title"),
        ({"title": "E", "company": None, "posting_id": "7"}, "board"),
        ({"title": "E", "company": "A", "posting_id": ""}, "posting_id"),
        ({"title": None, "company": None, "posting_id": None}, "board"),
    ],
)
def test_a_row_that_cannot_be_a_posting_is_rejected_with_the_field(row: dict[str, Any], field: str) -> None:
    good = {"title": "E", "company": "A", "posting_id": "1"}
    unusable = rejects(last_listings(read([good, row]), is_one_listing=False))
    assert unusable["field"].to_list() == [field]


def test_a_row_without_a_time_is_rejected_with_the_last_day() -> None:
    good = {"title": "E", "company": "A", "posting_id": "1", "at": "2026-01-08"}
    rows = read([good, good | {"at": "soon"}], "at").lazy()
    found = imported.unlisted(rows, imported.sizes(rows)).collect()
    unusable = rejects(last_listings(found, is_one_listing=False))
    assert unusable.select("day", "field").rows() == [(DAY, "snapshot_at")]


def three_snapshots() -> pl.DataFrame:
    seen = [("2026-01-08T01:00", "a"), ("2026-01-08T01:00", "b"), ("2026-01-08T09:00", "a")]
    return read([{"title": "E", "company": name, "posting_id": at, "at": at} for at, name in seen], "at")


def test_of_several_snapshots_in_a_day_the_last_of_each_board_counts() -> None:
    kept = last_listings(three_snapshots(), is_one_listing=False)
    assert kept.select("board", "posting_id").rows() == [("a", "2026-01-08T09:00"), ("b", "2026-01-08T01:00")]


def test_of_a_file_that_is_one_listing_the_last_whole_snapshot_counts() -> None:
    assert last_listings(three_snapshots(), is_one_listing=True)["board"].to_list() == ["a"]


def test_every_board_that_occurs_has_one_complete_crawl_a_day() -> None:
    rows = crawls(last_listings(three_snapshots(), is_one_listing=False), is_one_listing=False)
    assert rows.select("board", "status", "collected").rows() == [("a", "complete", 1), ("b", "complete", 1)]


def test_a_board_of_which_no_row_could_be_used_has_failed() -> None:
    rows = last_listings(read([{"title": "", "company": "A", "posting_id": "7"}]), is_one_listing=False)
    assert crawls(rows, is_one_listing=False).select("status", "rejected").rows() == [("failed", 1)]


@settings(deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries({name: st.none() | st.text(max_size=6) for name in ("title", "company", "url")}),
        min_size=1,
    )
)
def test_every_row_is_either_a_posting_or_a_reject(rows: list[dict[str, Any]]) -> None:
    frame = pl.LazyFrame(rows, dict.fromkeys(("title", "company", "url"), pl.String))
    kept = last_listings(identified(stated(frame, {}, DAY, "held")).collect(), is_one_listing=False)
    assert kept.height == len(rows)
    usable = kept.filter(pl.col("field").is_null())
    assert usable.select(pl.all_horizontal(pl.col("title", "board", "posting_id").is_not_null()).all()).item()


@pytest.mark.parametrize(("word", "flag"), [("No", "false"), ("1", "true"), ("Closed", "false"), ("perhaps", None)])
def test_flags_are_read_in_several_words(word: str, flag: str | None) -> None:
    row = read([{"title": "E", "company": "A", "posting_id": "7", "is_active": word}])
    assert row["is_active"].item() == flag


def test_all_fields_of_the_landing_can_be_mapped_or_are_null() -> None:
    assert set(imported.FIELDS) < set(read([{"title": "E", "company": "A", "posting_id": "7"}]).columns)
