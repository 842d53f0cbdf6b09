"""Going through two sorted frames side by side finds what a join by hash finds."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.by_key import KEY, among, not_among, with_known

KEYS = st.lists(st.sampled_from(["a", "ab", "b", "ba", "é", "z/1", "z/10", "z/2"]), unique=True).map(sorted)


def rows(keys: list[str]) -> pl.LazyFrame:
    return pl.LazyFrame({KEY: keys, "place": range(len(keys))}, {KEY: pl.String, "place": pl.Int64})


def known(keys: list[str]) -> pl.LazyFrame:
    said = [None if key == "b" else key.upper() for key in keys]
    return pl.LazyFrame({KEY: keys, "said": said}, {KEY: pl.String, "said": pl.String})


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
@given(KEYS, KEYS)
def test_what_stands_in_both_is_found(engine, some: list[str], others: list[str]) -> None:
    by_hash = rows(some).join(known(others), on=KEY, how="left", maintain_order="left")
    assert with_known(rows(some), known(others)).collect(engine=engine).equals(by_hash.collect())
    for merged, how in ((among, "semi"), (not_among, "anti")):
        by_hash = rows(some).join(known(others), on=KEY, how=how, maintain_order="left")
        assert merged(rows(some), known(others)).collect(engine=engine).equals(by_hash.collect())


def test_a_frame_that_is_not_sorted_is_refused() -> None:
    with pytest.raises(pl.exceptions.InvalidOperationError, match="not sorted"):
        among(rows(["b", "a"]), known(["a"])).collect()
