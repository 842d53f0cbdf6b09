from spiders.documents import elements_at, xml_document
from spiders.items import Posting
from spiders.personio import PersonioSpider
from tests.spiders.conftest import read, read_one

POSITION = """<position><id>1834171</id><subcompany>Acme SE &amp; Co. KG</subcompany><office>Munich</office>
  <additionalOffices><office>Berlin</office><office>Munich</office></additionalOffices>
  <department>Brand</department><name>Social Media Manager (m/w/d)</name>
  <jobDescriptions>
    <jobDescription><name>Your role</name><value><![CDATA[<p>Post &amp; answer.</p>]]></value></jobDescription>
    <jobDescription><name>About us</name><value></value></jobDescription>
  </jobDescriptions>
  <employmentType>permanent</employmentType><schedule>part-time</schedule><keywords>social,posts</keywords>
  <createdAt>2026-11-13T14:10:41+00:00</createdAt></position>"""


def positions(inside: str) -> list[object]:
    body = f"<?xml version='1.0' encoding='UTF-8'?><workzag-jobs>{inside}</workzag-jobs>".encode()
    return elements_at(xml_document(body, PersonioSpider.lists), PersonioSpider.items_at)


def only(inside: str, employer: str | None = "Acme") -> Posting:
    return read_one("personio", *positions(inside), employer=employer)


def test_it_joins_its_offices_and_sections() -> None:
    found = only(POSITION)
    assert found.location == "Munich | Berlin"
    assert found.description == "<h3>Your role</h3><p>Post &amp; answer.</p>"
    assert (found.posting_id, found.posted_at) == ("1834171", "2026-11-13T14:10:41+00:00")
    assert found.employment_type == "permanent | part-time"
    assert found.url == "https://acme.jobs.personio.de/job/1834171"


def test_a_subcompany_is_the_employer_where_the_panel_names_none() -> None:
    assert only(POSITION).employer == "Acme"
    assert only(POSITION, employer=None).employer == "Acme SE & Co. KG"


def test_a_position_without_a_text_in_the_language_asked_for_has_none() -> None:
    position = "<position><id>1</id><name>PR</name><jobDescriptions></jobDescriptions><additionalOffices/></position>"
    found = only(position)
    assert (found.title, found.description, found.location) == ("PR", None, None)


def test_a_feed_without_positions_lists_nothing() -> None:
    assert positions("") == []
    assert read("personio", *positions("<position>closed</position>"))[1][0].reason == "not an object"
