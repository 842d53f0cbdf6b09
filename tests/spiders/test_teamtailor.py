import pytest

from spiders.documents import elements_at, xml_document
from spiders.items import Posting
from spiders.teamtailor import TeamtailorSpider
from tests.spiders.conftest import DAY, read_one

ITEM = """<item>
  <title>Social Media Manager</title>
  <description>&lt;p&gt;Post &amp;amp; answer.&lt;/p&gt;</description>
  <pubDate>Mon, 06 Jul 2026 08:58:57 +0200</pubDate>
  <link>https://acme.teamtailor.com/jobs/8021334-social-media-manager</link>
  <remoteStatus>hybrid</remoteStatus>
  <guid isPermaLink="false">a79a10f6-9f69-49b0-9f6d-8bed3d6e3a4f</guid>
  <tt:locations>
    <tt:location><tt:name>HQ</tt:name><tt:address>1 Market Street</tt:address><tt:zip>EC1</tt:zip>
      <tt:city>London</tt:city><tt:country>United Kingdom</tt:country></tt:location>
    <tt:location><tt:name>Madrid office</tt:name><tt:city/><tt:country>Spain</tt:country></tt:location>
  </tt:locations>
  <tt:department>Brand</tt:department><tt:role>Social</tt:role><tt:division/>
</item>"""


def items(inside: str) -> list[object]:
    feed = f'<rss version="2.0" xmlns:tt="https://teamtailor.com/locations"><channel>{inside}</channel></rss>'
    return elements_at(xml_document(feed.encode(), TeamtailorSpider.lists), TeamtailorSpider.items_at)


def only(inside: str) -> Posting:
    return read_one("teamtailor", *items(inside))


def test_it_states_places_without_streets() -> None:
    found = only(ITEM)
    assert (found.location, found.country) == ("London, United Kingdom | Madrid office, Spain", "United Kingdom")
    assert "Market Street" not in str(found)


def test_its_text_is_unescaped_once_and_its_date_stays_as_it_is() -> None:
    found = only(ITEM)
    assert found.description == "<p>Post &amp; answer.</p>"
    assert found.posted_at == "Mon, 06 Jul 2026 08:58:57 +0200"
    assert (found.posting_id, found.department) == ("a79a10f6-9f69-49b0-9f6d-8bed3d6e3a4f", "Brand")


@pytest.mark.parametrize(
    ("status", "workplace"), [("none", "On-site"), ("fully", "Fully remote"), ("onsite", "onsite"), ("", None)]
)
def test_a_code_says_where_the_work_is_done(status: str, workplace: str | None) -> None:
    assert only(ITEM.replace("hybrid", status)).workplace == workplace


def test_a_feed_is_read_until_a_page_is_empty() -> None:
    spider = TeamtailorSpider(boards=[], prefix="", day=DAY)
    first = spider.address.format(board="acme")
    assert spider.more({}, items(ITEM * 7), first) == ("acme.teamtailor.com/jobs.rss?per_page=100&offset=7",)
    assert spider.more({}, items(""), first) == ()
