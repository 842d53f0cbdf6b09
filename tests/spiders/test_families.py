from spiders.base import JsonBoardSpider
from spiders.families import families


def test_a_family_is_found_by_its_file() -> None:
    assert set(families()) == {"ashby", "greenhouse", "lever"}
    assert all(spider.__module__ == f"spiders.{name}" for name, spider in families().items())


def test_a_familys_docstring_is_the_documentation_of_its_source() -> None:
    for spider in families().values():
        assert issubclass(spider, JsonBoardSpider)
        for topic in ("Endpoint:", "Total:", "Fields:", "Caps:", "Terms:"):
            assert topic in (spider.__doc__ or "")
        assert spider.address.split("{board}")[0] in (spider.__doc__ or "")
