"""schema.org postings of a page: what is read out of real shapes, and what broken ones come to."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.fields import Fields, Unusable
from spiders.items import Posting
from spiders.markup import MOST_BLOCKS
from spiders.schema_org import job_postings, names_a_posting, posting

RECORDED = Path(__file__).parents[3] / "shared/realdata/ats/html"
PAGE = "https://jobs.example.org/openings/7?lang=en"

STATED: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Community Manager",
    "description": "<p>Hello &amp; welcome</p>",
    "identifier": {"@type": "PropertyValue", "name": "Quillfeather", "value": "R-7"},
    "url": "/openings/7",
    "datePosted": "2026-01-05",
    "validThrough": "2026-02-05T23:59",
    "employmentType": ["FULL_TIME", "CONTRACTOR"],
    "hiringOrganization": {"@type": "Organization", "name": "Quillfeather Games", "sameAs": "https://example.org"},
    "jobLocation": [
        {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Leeds",
                "addressRegion": "England",
                "postalCode": "LS1",
                "addressCountry": {"@type": "Country", "name": "GB"},
            },
        },
        {"@type": "Place", "address": "Lyon, France"},
    ],
    "industry": "Games",
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "GBP",
        "value": {"@type": "QuantitativeValue", "minValue": 30000, "maxValue": 40000, "unitText": "YEAR"},
    },
}


def script(text: str) -> str:
    return f'<html><body><script type="application/ld+json">{text}</script></body></html>'


def page(*stated: Any) -> str:
    return "".join(script(json.dumps(part)) for part in stated)


def read(stated: Any) -> Posting:
    (item,) = job_postings(stated if isinstance(stated, str) else page(stated), PAGE)
    assert isinstance(item, dict)
    return posting(Fields(item), "jsonld", "acme", PAGE)


def titles(text: str | bytes) -> list[Any]:
    return [item["title"] if isinstance(item, dict) else item for item in job_postings(text, PAGE)]


def test_a_posting_is_read_without_remainder() -> None:
    (item,) = job_postings(page(STATED), PAGE)
    assert isinstance(item, dict)
    fields = Fields(item)
    found = posting(fields, "jsonld", "acme", PAGE)
    assert not list(fields.unread())
    assert (found.posting_id, found.requisition_id) == ("R-7", "R-7")
    assert (found.title, found.employer) == ("Community Manager", "Quillfeather Games")
    assert (found.location, found.country) == ("Leeds, England, GB | Lyon, France", "GB")
    assert (found.posted_at, found.closes_at) == ("2026-01-05", "2026-02-05T23:59")
    assert (found.employment_type, found.department) == ("FULL_TIME | CONTRACTOR", "Games")
    assert found.url == "https://jobs.example.org/openings/7"
    assert json.loads(found.pay or "")["value"]["minValue"] == 30000


@pytest.mark.parametrize(
    "around",
    [
        [STATED],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, STATED]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": STATED}]},
        {"@type": "WebPage", "mainEntity": STATED},
        [[STATED]],
        {**STATED, "@type": ["JobPosting", "Thing"]},
        {**STATED, "@type": "https://schema.org/JobPosting"},
        {**{f"schema:{name}": value for name, value in STATED.items() if name[0] != "@"}, "@type": "schema:JobPosting"},
        {**STATED, "title": {"@value": "Community Manager", "@language": "en"}},
        {**STATED, "title": ["Community Manager"]},
    ],
    ids=["list", "graph", "item list", "main entity", "nested list", "types", "address", "prefix", "literal", "of one"],
)
def test_a_posting_is_found_wherever_it_stands(around: Any) -> None:
    assert titles(page(around)) == ["Community Manager"]


TEXT = json.dumps(STATED)


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("Hello", "Hel\x01\nlo"),
        TEXT[:-1] + ",}",
        "/* the\njob */" + TEXT,
        "\n//<![CDATA[\n" + TEXT + "\n//]]>\n",
        "<!--\n" + TEXT + "\n-->",
        TEXT + ";",
        "\ufeff" + TEXT,
        TEXT.replace("&amp;", "").replace('"', "&quot;"),
    ],
    ids=["control", "comma", "comment", "CDATA", "HTML comment", "semicolon", "BOM", "escaped"],
)
def test_a_script_is_read_over_what_breaks_strict_json(text: str) -> None:
    assert titles(script(text)) == ["Community Manager"]


def test_microdata_are_read_with_what_is_nested_in_them() -> None:
    found = read(
        """<div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Publicist </h1>
        <a itemprop="url" href="/openings/9?x=1">apply</a>
        <span itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization">
          <b itemprop="name">Acme</b></span>
        <div itemprop="jobLocation" itemscope><p itemprop="address" itemscope>
          <i itemprop="addressLocality">Leeds</i>, <i itemprop="addressCountry">UK</i></p></div>
        <div itemprop="description"><p>Write <b>well</b></p></div><meta itemprop="datePosted" content="2014-03-02"></div>"""
    )
    assert (found.title, found.employer, found.location, found.country) == ("Publicist", "Acme", "Leeds, UK", "UK")
    assert (found.posting_id, found.posted_at) == ("https://jobs.example.org/openings/9?x=1", "2014-03-02")
    assert found.description == "Write well"


def test_several_postings_of_a_page_stand_in_its_order() -> None:
    others = [{**STATED, "title": f"Editor {number}"} for number in range(3)]
    assert titles(page(STATED, {"@graph": others})) == ["Community Manager", "Editor 0", "Editor 1", "Editor 2"]


def test_a_reference_is_followed_within_the_page() -> None:
    graph = [{**STATED, "hiringOrganization": {"@id": "#us"}}, {"@id": "#us", "@type": "Organization", "name": "Acme"}]
    assert titles(page({"@graph": graph})) == ["Community Manager"]
    (item,) = job_postings(page({"@graph": graph}), PAGE)
    assert isinstance(item, dict)
    assert posting(Fields(item), "jsonld", "acme", PAGE).employer == "Acme"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html></html>",
        "no markup at all",
        page({"@type": "Organization", "name": "A JobPosting"}),
        "<p>JobPosting</p>",
        script("[]"),
        "<?xml version='1.0' encoding='latin-1'?><p/>",
    ],
)
def test_a_page_without_a_posting_yields_none(text: str) -> None:
    assert job_postings(text, PAGE) == []


def test_a_script_that_cannot_be_read_stands_as_text_and_hides_no_other() -> None:
    broken = '{"@type": "JobPosting", "title": "Cut o'
    assert set(titles(script(broken) + page(STATED))) == {broken, "Community Manager"}


@pytest.mark.parametrize("deep", ["[" * 100_000, '{"@type":"JobPosting","title":"x","a":' + '{"a":' * 100_000])
def test_markup_without_end_is_bounded(deep: str) -> None:
    assert all(isinstance(item, str) for item in job_postings(script(deep + '"JobPosting"'), PAGE))
    assert job_postings("<div>" * 100_000 + page(STATED), PAGE) is not None


def test_what_lies_too_deep_is_cut_off() -> None:
    deep: Any = "x"
    for _ in range(200):
        deep = {"a": deep}
    assert read({**STATED, "baseSalary": {"value": 1, "more": deep}}).title == "Community Manager"


def test_a_huge_page_is_refused() -> None:
    with pytest.raises(Unusable, match="a page of more than"):
        job_postings("x" * (17 * 1024 * 1024), PAGE)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig", "utf-16"])
def test_the_encoding_is_found_out_even_where_another_is_declared(encoding: str) -> None:
    text = script(json.dumps({**STATED, "title": "Café-Redaktör"}, ensure_ascii=False))
    body = f'<meta charset="iso-8859-1">{text}'.encode(encoding)
    assert names_a_posting(body)
    assert titles(body) == ["Café-Redaktör"]


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"hiringOrganization": "Acme"}, "employer", "Acme"),
        ({"hiringOrganization": [{"name": "Acme"}, {"name": "B"}]}, "employer", "Acme"),
        ({"hiringOrganization": None}, "employer", None),
        ({"jobLocation": {"@type": "Place", "address": {"addressLocality": "Leeds"}}}, "location", "Leeds"),
        ({"jobLocation": "Leeds"}, "location", "Leeds"),
        ({"jobLocation": {"name": "Head office"}}, "location", "Head office"),
        ({"jobLocation": None, "applicantLocationRequirements": {"name": "USA"}}, "location", "USA"),
        (
            {"jobLocation": None, "applicantLocationRequirements": [{"name": "USA"}, {"name": "Canada"}]},
            "location",
            "USA | Canada",
        ),
        ({"jobLocationType": "TELECOMMUTE"}, "workplace", "Remote"),
        ({"jobLocationType": "On-site"}, "workplace", "On-site"),
        ({"employmentType": "PART_TIME"}, "employment_type", "PART_TIME"),
        ({"baseSalary": 52000, "salaryCurrency": "USD"}, "pay", "52000 USD"),
        ({"baseSalary": "€50k"}, "pay", "€50k"),
        ({"baseSalary": {"currency": "USD", "value": {"minValue": 0, "maxValue": 0}}}, "pay", None),
        ({"industry": ["Games", "Media"]}, "department", "Games | Media"),
        ({"industry": "UNAVAILABLE"}, "department", None),
        ({"identifier": "R-8"}, "posting_id", "R-8"),
        ({"identifier": 8}, "posting_id", "8"),
        ({"identifier": None}, "posting_id", "https://jobs.example.org/openings/7"),
        ({"identifier": None, "url": None}, "posting_id", PAGE),
        ({"url": "http://[broken"}, "url", PAGE),
        ({"url": None, "mainEntityOfPage": {"@id": "https://a.io/7"}}, "url", "https://a.io/7"),
        ({"title": None, "name": "Editor"}, "title", "Editor"),
    ],
)
def test_a_field_is_read_in_each_of_its_real_shapes(changes: dict[str, Any], field: str, text: str | None) -> None:
    assert getattr(read({**STATED, **changes}), field) == text


def test_without_a_title_there_is_no_posting() -> None:
    with pytest.raises(Unusable, match="no usable"):
        read({**STATED, "title": " "})


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["JobPosting", "http://["]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*STATED, "@id", "name"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(STATED, anything)))
@settings(deadline=None, max_examples=100)
def test_a_posting_with_any_fields_spoilt_is_read_or_unusable(changes: dict[str, Any]) -> None:
    for item in job_postings(page({**STATED, **changes}), PAGE):
        if isinstance(item, dict):
            try:
                found = posting(Fields(item), "jsonld", "acme", PAGE)
            except Unusable:
                continue
            assert all(isinstance(getattr(found, name), str | None) for name in Posting.__slots__)


MICRODATA = (
    '<p itemscope itemtype="http://schema.org/JobPosting"><a itemprop="url title" href="http://a.io/x">E</a></p>'
)


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_a_page_with_any_bytes_spoilt_never_raises(data: st.DataObject) -> None:
    body = bytearray((page(STATED) + MICRODATA).encode())
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(body)))
        body[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
    assert isinstance(job_postings(bytes(body), PAGE), list)


def test_recorded_pages_yield_the_postings_they_hold() -> None:
    if not RECORDED.exists():
        pytest.skip("needs ../shared/realdata/ats/html, which is not part of the project")
    found = {path.stem.split("_")[0]: job_postings(path.read_bytes(), PAGE) for path in sorted(RECORDED.glob("*.html"))}
    assert {name: len(items) for name, items in found.items() if items} == dict.fromkeys(
        ("ashby", "coupang", "github", "netflix"), 1
    )
    for items in found.values():
        for item in items:
            assert isinstance(item, dict)
            fields = Fields(item)
            stated = posting(fields, "jsonld", "acme", PAGE)
            assert all((stated.title, stated.employer, stated.location, stated.description, stated.posted_at))
            assert not list(fields.unread())


@pytest.mark.parametrize("block", ['<script type="application/ld+json">{"@type": "JobPosting"}</script>', MICRODATA])
def test_a_page_of_blocks_without_end_is_not_read(block: str) -> None:
    with pytest.raises(Unusable, match="a page of more than 10,000 blocks"):
        job_postings(block * (MOST_BLOCKS + 1), PAGE)
