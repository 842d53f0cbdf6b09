"""Near texts, found by their signatures."""

from itertools import combinations

import numpy as np
import polars as pl
import pytest

from expectations.tables.vacancies import SIGNATURE
from tests.transforms.linking.postings import text
from transforms.linking.neighbours import nearness, neighbours
from transforms.linking.signatures import text_marks


def signatures(*texts):
    marked = text_marks(pl.LazyFrame({"row": range(len(texts)), "text": texts})).sort("row").collect()
    return marked["text_mark"].to_list(), marked.select(SIGNATURE).to_numpy()


@pytest.mark.parametrize("changed", [0, 2, 8, 20, 40])
def test_nearness_is_the_share_of_common_clauses(changed):
    _, (one, other) = signatures(text(), text(changed))
    known = (40 - changed) / (40 + changed)
    assert nearness(one[None], other[None])[0] == pytest.approx(known, abs=0.13)  # three standard errors


def test_markup_entities_order_and_repeats_make_no_other_text():
    plain = text()
    marked = plain.replace("<p>", "&lt;div class=x&gt;").replace("</p>", "&lt;/div&gt;&nbsp;").upper()
    (one, other), _ = signatures(plain + plain, marked)
    assert one == other


def test_markup_makes_no_text_longer():
    texts = [text(), text().replace("<p>", '<p class="clause" style="margin: 0">')]
    marked = text_marks(pl.LazyFrame({"row": range(2), "text": texts})).collect()
    assert marked["text_length"].n_unique() == 1


def test_a_text_of_few_clauses_says_too_little():
    assert signatures("<p>We want somebody who looks after the lighthouse.</p>", None) == (
        [],
        pytest.approx(np.empty((0, 4))),
    )


def test_a_small_block_is_compared_whole_and_known_texts_are_not_compared_again():
    drawn = np.random.default_rng(1).integers(0, 2**63, (9, 4), dtype=np.uint64)
    is_new = np.arange(9) >= 7
    later, earlier = neighbours(np.zeros(9, np.int64), drawn, is_new)
    asked = {(one, other) for other, one in combinations(range(9), 2) if one >= 7}
    assert set(zip(later.tolist(), earlier.tolist(), strict=True)) == asked


def test_texts_of_two_blocks_are_never_compared():
    same = np.ones((2, 4), np.uint64)
    assert not neighbours(np.array([0, 1]), same, np.array([True, True]))[0].size
