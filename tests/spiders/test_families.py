import pytest

from spiders.base import BoardSpider
from spiders.families import families


def test_a_family_is_found_by_its_file() -> None:
    assert {"ashby", "greenhouse", "lever"} <= set(families())
    assert all(spider.__module__ == f"spiders.{name}" for name, spider in families().items())


@pytest.mark.parametrize("source", families())
def test_a_familys_docstring_is_the_documentation_of_its_source(source: str) -> None:
    spider = families()[source]
    assert issubclass(spider, BoardSpider)
    for topic in ("Endpoint", "Paging", "Auth", "Fields", "Caps", "Terms"):
        assert topic in (spider.__doc__ or ""), topic
    assert spider.address.partition("{")[0].partition("&")[0] in (spider.__doc__ or "")


@pytest.mark.parametrize("source", families())
def test_a_familys_card_says_what_may_be_done(source: str) -> None:
    card = families()[source].card
    assert card.homepage.startswith("https://")
    assert card.robots_url.endswith("/robots.txt")
    assert card.terms_note.endswith(".")
    assert card.daily_requests > 0
