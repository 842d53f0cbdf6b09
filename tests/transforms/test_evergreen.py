import polars as pl
import pytest

from transforms.evergreen import is_evergreen


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Social Media Manager (Talent Pool)", True),
        ("Community Manager - Future Opportunities", True),
        ("General application", True),
        ("Don’t see what you’re looking for?", True),
        ("PR Manager (Evergreen)", True),
        ("Social Media Manager", False),
        ("Talent Partner", False),
        ("Data Pipeline Engineer", False),
        ("General Manager", False),
        ("Manager, Community", False),
    ],
)
def test_a_title_that_asks_to_be_kept_in_mind_is_no_vacancy(title: str, is_one: bool) -> None:
    assert pl.select(is_evergreen(pl.lit(title))).item() is is_one
