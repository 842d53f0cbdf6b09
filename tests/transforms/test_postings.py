"""Contents → postings, whole rows."""

from datetime import date

import polars as pl

from expectations.tables.postings import POSTINGS
from tests.transforms.rows import table
from transforms.postings import clean, postings

SAID = {
    "day": date(2026, 3, 2),
    "source": "lever",
    "board": "acme",
    "posting_key": "lever/acme/1",
    "posting_id": "1",
    "content_digest": "0" * 16,
    "title": " Social&amp;nbsp;Media <b>Man</b>ager\n",
    "employer": "  Acme &amp; Sons ",
    "location": "Austin, TX | Remote",
    "description": "<p>Own our so<i>cial</i> media.</p>",
    "posted_at": "1764205361939",
    "employment_type": "Full-time",
    "pay": "$50k – $60k a year",
}


def _posting(**stated) -> dict:
    return postings(table("contents", SAID | stated)).collect().row(0, named=True)


def test_a_posting_has_exactly_the_declared_columns():
    assert postings(table("contents", SAID)).collect().schema == POSTINGS.schema


def test_what_was_stated_is_cleaned_and_classified():
    posting = _posting()
    assert posting["title"] == "Social Media Manager"
    assert posting["employer"] == "Acme & Sons"
    assert (posting["country"], posting["region"], posting["is_remote"]) == ("US", "US-TX", True)
    assert (posting["pay_low"], posting["pay_high"], posting["pay_currency"]) == (50_000, 60_000, "USD")
    assert posting["posted_on"] == date(2025, 11, 27)
    assert (posting["role"], posting["has_social_media_mention"]) == ("social_media_manager", True)


def test_a_mention_inside_markup_is_seen():
    assert _posting(title="Nurse")["has_social_media_mention"] is True


def test_without_an_employer_the_board_is_its_name():
    assert _posting(employer=None)["employer"] == "acme"
    assert _posting(employer=" ")["employer"] == "acme"


def test_a_row_of_which_nothing_is_known_but_its_title_still_is_a_posting():
    nothing = dict.fromkeys(SAID, None) | {name: SAID[name] for name in ("day", "source", "board", "posting_key")}
    posting = _posting(**nothing | {"posting_id": "1", "content_digest": "0" * 16, "title": "Nurse"})
    assert (posting["role"], posting["country"], posting["pay_low"], posting["posted_on"]) == ("none", None, None, None)


def test_silence_about_remote_work_stays_silence_through_the_classifier():
    assert _posting(location="Berlin")["is_remote"] is None


def test_no_contents_make_no_postings():
    assert postings(table("contents")).collect().height == 0


def test_the_order_of_the_rows_changes_nothing():
    rows = [
        SAID | {"posting_key": f"lever/acme/{n}", "location": place}
        for n, place in enumerate(("Berlin", None, "Paris"))
    ]
    there, back = (postings(table("contents", *order)).collect() for order in (rows, rows[::-1]))
    assert there.equals(back)


def test_the_text_is_there_for_the_classifier_and_not_in_the_table():
    assert "text" in clean(table("contents", SAID)).collect_schema()
    assert "text" not in POSTINGS.schema
    assert isinstance(clean(table("contents", SAID)), pl.LazyFrame)


def test_what_a_posting_of_an_old_role_puts_first_is_read_too():
    posting = _posting(title="Marketing Manager, Talent Pool", description="<p>Inbound, never cold calls</p>")
    assert (posting["traditional_role"], posting["is_evergreen"]) == ("marketing", True)
    assert (posting["has_old_emphasis"], posting["has_new_emphasis"]) == (True, True)
