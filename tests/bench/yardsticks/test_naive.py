from datetime import date, timedelta

import polars as pl

from bench.yardsticks import naive

START = date(2026, 3, 1)


def listings(**by_list: tuple[str, ...]) -> pl.LazyFrame:
    """`a=("xy", "x")`: list `a` shows x and y on its first day, x on its second."""
    rows = [
        (name, START + timedelta(day), key)
        for name, days in by_list.items()
        for day, keys in enumerate(days)
        for key in keys
    ]
    return pl.LazyFrame(rows, ["list", "at", "key"], orient="row")


def test_what_comes_opens_and_what_goes_closes() -> None:
    found = naive.events(listings(a=("xy", "yz"))).sort("key").collect()
    second = date(2026, 3, 2)
    assert found.rows() == [("a", "x", second, "closed"), ("a", "z", second, "opened")]


def test_the_first_listing_of_a_list_opens_nothing_and_lists_are_read_apart() -> None:
    found = naive.events(listings(a=("x", "x"), b=("xy", "y"))).collect()
    assert found.select("list", "key", "event").rows() == [("b", "x", "closed")]


def test_a_listing_is_held_against_the_one_before_however_long_ago() -> None:
    found = naive.events(listings(a=("x", "", "", "y"))).collect()
    assert set(found["at"]) == {date(2026, 3, 4)}


def test_an_entry_listed_twice_is_one() -> None:
    assert naive.events(listings(a=("xx", "x"))).collect().is_empty()


def test_a_return_says_how_long_ago_its_closing_was() -> None:
    found = naive.returns(naive.events(listings(a=("xy", "y", "y", "xyz")))).collect()
    assert found.select("key", "event", "days").rows() == [("x", "opened", 2)]


def test_a_closing_is_taken_back_by_a_return_within_30_days() -> None:
    soon, late = ("x", *("y" * 30), "xy"), ("x", *("y" * 31), "xy")
    found = naive.taken_back(naive.events(listings(a=soon, b=late))).collect()
    assert found.select("list", "key", "days").rows() == [("a", "x", 30)]
