import re
from dataclasses import replace
from datetime import date

import pytest

from warehouse.findings.headline import Estimate, Headline, ManagersAnswer, RoleDemand
from warehouse.findings.sentences import CLAIM, change, interval, measured, mostly_managers, percent, summary, wanted

WITHHELD = Estimate(None, None, None)


def _role(label: str, estimate: Estimate, open_: int = 10) -> RoleDemand:
    return RoleDemand(label, label, open_, 5, estimate, None, None)


def _headline(*roles: RoleDemand, verdicts: tuple[str, ...] = ("undetermined",)) -> Headline:
    answer = ManagersAnswer("D2", "twelve", "stock", 52, 100, 40, Estimate(0.52, 0.46, 0.58), "undetermined")
    answers = tuple(replace(answer, verdict=verdict) for verdict in verdicts)
    days = date(2026, 1, 1), date(2026, 7, 3)
    return Headline(*days, 183, 1234, 40, 9000, 50, 45, roles, answers, is_synthetic=False)


def test_a_leader_is_named_alone_only_where_its_interval_lies_above_all_others():
    ahead = _headline(_role("A", Estimate(0.4, 0.35, 0.45)), _role("B", Estimate(0.3, 0.25, 0.34)))
    level = _headline(_role("A", Estimate(0.4, 0.35, 0.45)), _role("B", Estimate(0.3, 0.25, 0.36)))
    assert wanted(ahead) == "Wanted most: a, 40% (35–45%) of open postings."
    assert wanted(level) == "Which role is wanted most is open: the intervals of a and b overlap."


def test_many_rivals_are_counted_not_dropped():
    estimate = Estimate(0.2, 0.1, 0.3)
    assert wanted(_headline(*(_role(name, estimate) for name in "ABCDE"))).startswith(
        "Which role is wanted most is open: the intervals of a, b and 3 other roles overlap."
    )


def test_nothing_is_said_of_shares_that_are_withheld():
    assert (
        wanted(_headline(_role("A", WITHHELD))) == "Too few employers ask for these roles to say which is wanted most."
    )
    assert measured(WITHHELD) == "withheld"
    assert (percent(None), interval(WITHHELD), change(None)) == ("–", "–", "–")


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        (("supported",) * 3, "Mostly managers: yes, under all 3 ways to ask."),
        (("contradicted",) * 3, "Mostly managers: no, under all 3 ways to ask."),
        (("undetermined",) * 3, "Mostly managers? The data cannot tell."),
        (
            ("supported", "contradicted", "undetermined"),
            "Mostly managers? It depends on how one asks: yes in 1 of 3 ways, no in 1, undetermined in 1.",
        ),
        (
            ("supported", "undetermined", "undetermined"),
            "Mostly managers? Yes in 1 of 3 ways to ask; the other 2 are undetermined.",
        ),
        (
            ("contradicted", "undetermined", "undetermined"),
            "Mostly managers? No in 1 of 3 ways to ask; the other 2 are undetermined.",
        ),
    ],
)
def test_the_answer_is_never_stronger_than_its_verdicts(verdicts, said):
    assert mostly_managers(_headline(verdicts=verdicts)) == said


def test_the_summary_gives_the_share_of_managers_with_interval_size_and_coverage():
    text = "\n".join(summary(_headline(_role("A", Estimate(0.4, 0.35, 0.45)))))
    assert "52% (46–58%), undetermined" in text
    assert "n = 1,234 open postings, 40 employers; 45 of 50 boards observed" in text


def test_a_summary_of_synthetic_data_begins_with_saying_so():
    assert summary(replace(_headline(_role("A", WITHHELD)), is_synthetic=True))[0].startswith("SYNTHETIC DATA")


def test_the_source_claim_has_a_size_and_no_share():
    assert "29,721" in CLAIM
    assert not re.search(r"\d\s*%|percent|half|majority", CLAIM)


def test_a_share_is_never_rounded_to_nothing():
    assert [percent(share) for share in (0, 0.001, 0.005, 0.006, 0.2)] == ["0%", "<1%", "<1%", "1%", "20%"]
    assert [percent(share) for share in (0.99, 0.994, 0.995, 0.999, 1)] == ["99%", "99%", ">99%", ">99%", "100%"]


def test_a_fall_has_a_real_minus_sign():
    assert (change(0.041), change(-0.05)) == ("+4%", "−5%")
