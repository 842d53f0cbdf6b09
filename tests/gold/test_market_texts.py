"""What is read from the texts of the sandbox's market, against what they truly say."""

import polars as pl
import pytest

from spiders.sandbox.market import DEFAULT_SEED, Market
from spiders.sandbox.speech import OLD_ROLES
from tests.gold.linked_market import FIRST_DAY, POSTING, contents, listed
from transforms.postings import postings


@pytest.fixture(scope="module")
def read() -> pl.DataFrame:
    """The postings of one day as they are read, beside the truth; edited ones have another title than their text."""
    market = Market(DEFAULT_SEED, FIRST_DAY, 2)
    found = postings(contents({FIRST_DAY: listed(market, FIRST_DAY)}).lazy()).collect()
    unedited = market.truth().filter(pl.col("edited_on").is_null(), spell=1)
    return found.join(unedited, on=POSTING)


def test_people_to_lead_are_found_in_the_texts_that_give_them_and_in_no_other(read: pl.DataFrame) -> None:
    assert 0.05 < read["leads_people"].mean() < 0.5
    assert read["has_people_management"].to_list() == read["leads_people"].to_list()


@pytest.mark.parametrize("role", OLD_ROLES)
def test_old_and_new_emphasis_are_found_where_they_are(read: pl.DataFrame, role: str) -> None:
    of_role = read.filter(traditional_role=role)
    assert of_role.height >= 10
    for pole in ("old", "new"):
        assert of_role[f"has_{pole}_emphasis"].to_list() == of_role[f"speaks_{pole}"].to_list()
