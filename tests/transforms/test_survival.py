"""Curves that others have published, and what must not change them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.survival import LONGEST_DAYS, Spells, bounds, estimate, median

REMISSIONS = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
"""Weeks of remission under 6-mercaptopurine, + where it still lasted (Freireich et al. 1963, Blood 21)."""
RETRACTIONS = (
    "45+ 6-10 0-7 46+ 46+ 7-16 17+ 7-14 37-44 0-8 4-11 15+ 11-15 22+ 46+ 46+ 25-37 46+ 26-40 46+ 27-34 36-44 46+ 36-48 37+ "
    "40+ 17-25 46+ 11-18 38+ 5-12 37+ 0-5 18+ 24+ 36+ 5-11 19-35 17-25 24+ 32+ 33+ 19-26 37+ 34+ 36+"
)
"""Months to cosmetic deterioration after radiotherapy, between two visits (Finkelstein and Wolfe 1985, Biometrics 41)."""


def spells(text: str, entry: int = 0) -> Spells:
    """Each word a spell of an employer of its own: `7` ended at 7, `7+` still lasted at 7, `7-9` ended after 7 and by 9."""
    rows = [_spell(word) for word in text.split()]
    lower, upper = (np.array(ages) for ages in zip(*rows, strict=True))
    return Spells(np.minimum(entry, lower), lower, upper, np.arange(len(rows)))


def _spell(word: str) -> tuple[int, int]:
    if word.endswith("+"):
        return int(word[:-1]), 0
    lower, _, upper = word.partition("-")
    return (int(lower), int(upper)) if upper else (int(word) - 1, int(word))


def joined(*parts: Spells) -> Spells:
    names = ("entry", "lower", "upper", "cluster")
    return Spells(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def test_right_censored_spells_give_the_published_curve() -> None:
    share = estimate(spells(REMISSIONS)).share
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {age: round(float(share[age]), 3) for age in published} == published
    assert median(share) == 23


def test_interval_censored_spells_give_the_published_npmle() -> None:
    share = estimate(spells(RETRACTIONS)).share
    published = {
        (4, 5): 0.0463,
        (6, 7): 0.0334,
        (7, 8): 0.0887,
        (11, 12): 0.0708,
        (24, 25): 0.0926,
        (33, 34): 0.0818,
        (38, 40): 0.1209,
        (46, 48): 0.4656,
    }
    assert {ages: round(float(share[ages[0]] - share[ages[1]]), 4) for ages in published} == published


def test_the_mean_of_the_closed_would_be_far_too_short() -> None:
    closed = [int(word) for word in REMISSIONS.split() if not word.endswith("+")]
    assert sum(closed) / len(closed) < 13 < 23 == median(estimate(spells(REMISSIONS)).share)


def test_a_curve_that_does_not_reach_one_half_has_no_median() -> None:
    curve = estimate(spells("5 9 12+ 12+ 12+ 12+"))
    assert median(curve.share) is None
    assert np.isnan(curve.share[13])


def test_who_is_found_open_was_not_at_risk_before() -> None:
    late = joined(spells("10 20"), spells("30 30 30 30", entry=25))
    share = estimate(late).share
    assert (share[10], share[20]) == (0.5, 0), "as if they had been there from the start: 5/6 and 4/6"
    assert estimate(joined(spells("10 40"), spells("30 30", entry=25))).share[30] == pytest.approx(0.5 / 3)


def test_no_curve_goes_over_ages_at_which_nobody_is_at_risk() -> None:
    assert np.isnan(estimate(spells("30 40", entry=5)).share[1:]).all()


def test_what_is_older_than_all_that_is_looked_at_tells_nothing() -> None:
    old = spells(f"{LONGEST_DAYS + 100} {LONGEST_DAYS + 200}+", entry=LONGEST_DAYS + 50)
    assert np.array_equal(
        estimate(joined(spells(REMISSIONS), old)).share, estimate(spells(REMISSIONS)).share, equal_nan=True
    )


SPELL = st.tuples(st.integers(0, 20), st.integers(1, 15), st.booleans()).map(
    lambda drawn: f"{drawn[0]}-{drawn[0] + drawn[1]}" if drawn[2] else f"{drawn[0]}+"
)


@pytest.mark.parametrize("text", [REMISSIONS, RETRACTIONS])
def test_the_same_spells_again_by_the_same_employers_make_nothing_surer(text: str) -> None:
    one, many = estimate(spells(text)), estimate(joined(*[spells(text)] * 4))
    assert np.allclose(one.share, many.share, equal_nan=True)
    for narrow, wide in zip(bounds(one), bounds(many), strict=True):
        assert np.allclose(narrow, wide, equal_nan=True)


def test_the_same_spells_by_other_employers_do() -> None:
    once = spells(REMISSIONS)
    others = Spells(once.entry, once.lower, once.upper, once.cluster + len(once.cluster))
    for curve, ends in ((once, (10, None)), (joined(once, others), (16, None))):
        assert tuple(map(median, bounds(estimate(curve)))) == ends


@settings(max_examples=25, deadline=None)
@given(st.lists(SPELL, min_size=1, max_size=12))
def test_every_curve_falls_from_one_and_stays_between_nought_and_one(words: list[str]) -> None:
    share = estimate(spells(" ".join(words))).share
    known = share[~np.isnan(share)]
    assert share[0] == 1
    assert ((np.diff(known) <= 1e-12) & (known[1:] >= 0)).all()
