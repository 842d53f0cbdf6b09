"""Taking a posting out of an item: parsed or rejected, never raised."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.families import families
from spiders.items import Posting
from spiders.listing import Listing, read_items
from spiders.plan import Board

GREENHOUSE = {
    "id": 41,
    "internal_job_id": 7,
    "title": "Social Media Manager ",
    "company_name": "Quillfern Jobs",
    "location": {"name": "London, UK; Remote"},
    "absolute_url": "https://example.org/41",
    "first_published": "2026-01-05T10:00:00-05:00",
    "updated_at": "2026-03-01T10:00:00-05:00",
    "application_deadline": "2026-04-01",
    "requisition_id": "R-1",
    "content": "&lt;p&gt;Hello&lt;/p&gt;",
    "departments": [{"id": 1, "name": "Brand", "child_ids": [], "parent_id": None}],
    "metadata": [{"id": 1, "name": "Employment Type", "value": "Part-time", "value_type": "single_select"}],
}
LEVER = {
    "id": "a1",
    "text": "Publicist",
    "categories": {"commitment": "Full-time", "location": "Leeds", "team": "Press", "allLocations": ["Leeds", "Hull"]},
    "country": "GB",
    "workplaceType": "hybrid",
    "createdAt": 1764205361939,
    "description": "<p>Hello</p>",
    "lists": [{"text": "Duties", "content": "<li>One</li>"}],
    "additional": "<p>Bye</p>",
    "hostedUrl": "https://example.org/a1",
    "salaryRange": {"currency": "GBP", "interval": "per-year-salary", "min": 30000, "max": 40000},
}
ASHBY = {
    "id": "b2",
    "title": "Community Lead",
    "department": "Marketing",
    "team": "Community",
    "employmentType": "FullTime",
    "location": "Berlin",
    "secondaryLocations": [{"location": "Munich", "address": {"postalAddress": {}}}],
    "publishedAt": "2026-01-05T10:00:00.000+00:00",
    "isListed": True,
    "isRemote": True,
    "address": {"postalAddress": {"addressLocality": "Berlin", "addressCountry": "Germany"}},
    "jobUrl": "https://example.org/b2",
    "descriptionHtml": "<p>Hello</p>",
    "compensation": {
        "compensationTierSummary": "€50K – €60K • Bonus",
        "scrapeableCompensationSalarySummary": "€50K - €60K",
    },
}
ITEMS: dict[str, dict[str, Any]] = {"greenhouse": GREENHOUSE, "lever": LEVER, "ashby": ASHBY}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def read(source: str, *items: Any) -> Listing:
    spider = families()[source](boards=[], prefix="")
    board = Board("acme", "Acme")
    return read_items(list(items), None, lambda raw: spider.posting(raw, board), source, "acme")


def posting(source: str, **changes: Any) -> Posting:
    (found,) = read(source, {**ITEMS[source], **changes}).postings
    return found


def test_every_family_has_an_item_here() -> None:
    assert set(ITEMS) == set(families())


@pytest.mark.parametrize("source", ITEMS)
def test_a_complete_item_is_read_without_remainder(source: str) -> None:
    listing = read(source, ITEMS[source])
    assert not listing.unread
    assert not listing.rejects


@given(st.sampled_from(sorted(ITEMS)), st.data())
@settings(deadline=None, max_examples=150)
def test_an_item_with_any_field_spoilt_is_parsed_or_rejected(source: str, data: st.DataObject) -> None:
    item = copy.deepcopy(ITEMS[source])
    for field in data.draw(st.lists(st.sampled_from(sorted(item)), min_size=1, max_size=4)):
        if data.draw(st.booleans()):
            item[field] = data.draw(anything)
        else:
            item.pop(field, None)
    listing = read(source, item)
    assert listing.read == 1
    for found in (*listing.postings, *listing.rejects):
        json.dumps({name: getattr(found, name) for name in found.__slots__}, ensure_ascii=False).encode()


@given(st.sampled_from(sorted(ITEMS)), st.lists(anything, max_size=5))
@settings(deadline=None, max_examples=100)
def test_a_listing_of_anything_is_accounted_for(source: str, items: list[Any]) -> None:
    assert read(source, *items).read == len(items)


@given(st.sampled_from(sorted(ITEMS)), st.data())
@settings(deadline=None, max_examples=100)
def test_every_stated_field_is_a_text_or_null(source: str, data: st.DataObject) -> None:
    item = {**ITEMS[source], **data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(ITEMS[source], anything)))}
    for found in read(source, item).postings:
        assert all(isinstance(getattr(found, name), str | None) for name in Posting.__slots__)


@pytest.mark.parametrize("source", ITEMS)
def test_without_a_title_or_an_identifier_there_is_no_posting(source: str) -> None:
    title = "text" if source == "lever" else "title"
    for field, value in (
        (title, None),
        (title, "  "),
        (title, ["x"]),
        ("id", None),
        ("id", True),
        ("id", {}),
        ("id", 1.5),
    ):
        (reject,) = read(source, {**ITEMS[source], field: value}).rejects
        assert reject.field == field
        assert reject.reason == f"no usable {field}"


@pytest.mark.parametrize("source", ITEMS)
def test_an_identifier_counts_once(source: str) -> None:
    listing = read(source, ITEMS[source], ITEMS[source])
    assert len(listing.postings) == 1
    assert [reject.reason for reject in listing.rejects] == ["listed twice"]
    assert not listing.malformed


def test_greenhouse_is_dated_by_its_first_publication() -> None:
    found = posting("greenhouse")
    assert (found.posted_at, found.updated_at) == ("2026-01-05T10:00:00-05:00", "2026-03-01T10:00:00-05:00")
    assert found.title == "Social Media Manager"
    assert found.location == "London, UK | Remote"
    assert (found.employment_type, found.department, found.closes_at) == ("Part-time", "Brand", "2026-04-01")


def test_greenhouse_states_a_company_where_the_panel_names_no_employer() -> None:
    spider = families()["greenhouse"](boards=[], prefix="")
    listing = read_items([GREENHOUSE], None, lambda raw: spider.posting(raw, Board("acme")), "greenhouse", "acme")
    assert listing.postings[0].employer == "Quillfern Jobs"


def test_a_prospect_post_is_no_vacancy() -> None:
    (reject,) = read("greenhouse", {**GREENHOUSE, "internal_job_id": None}).rejects
    assert (reject.posting_id, reject.reason) == ("41", "prospect post, no vacancy")


def test_lever_joins_its_texts_and_places() -> None:
    found = posting("lever")
    assert found.description == "<p>Hello</p>\n<h3>Duties</h3><ul><li>One</li></ul>\n<p>Bye</p>"
    assert found.location == "Leeds | Hull"
    assert found.posted_at == "1764205361939"
    assert json.loads(found.pay or "")["max"] == 40000


def test_ashby_names_all_places_the_country_and_the_pay() -> None:
    found = posting("ashby")
    assert (found.location, found.country, found.pay) == ("Berlin | Munich", "Germany", "€50K - €60K")
    assert (found.workplace, found.department) == ("Remote", "Marketing | Community")
    assert posting("ashby", workplaceType="Hybrid").workplace == "Hybrid"


def test_what_the_employer_does_not_list_is_no_posting() -> None:
    (reject,) = read("ashby", {**ASHBY, "isListed": False}).rejects
    assert (reject.posting_id, reject.reason) == ("b2", "not listed by the employer")
