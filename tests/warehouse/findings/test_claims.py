from datetime import date

import pytest

from warehouse.findings.claims import Answer, Matter, Measured, beside_threshold, changed, grown, leads
from warehouse.findings.kinds import Kind
from warehouse.release.imprint import Imprint

ON = date(2026, 6, 30)
IMPRINT = Imprint("2026.06", date(2026, 1, 1), ON, False, "1", "f", site="https://example.org")
MATTER = Matter("publicist jobs", "open social media postings", "2026-06", ON, IMPRINT)


def measured(value: float | None, low: float | None, high: float | None) -> Measured:
    return Measured(value, low, high, 200, 40)


@pytest.mark.parametrize(
    ("kind", "low", "high", "answer", "said"),
    [
        ("majority", 0.51, 0.6, "yes", "more than half"),
        ("majority", 0.4, 0.49, "no", "fewer than half"),
        ("majority", 0.45, 0.55, "not enough data", "cannot be told"),
        ("majority", 0.5, 0.6, "not enough data", "cannot be told"),
        ("majority", None, None, "not enough data", "cannot be told"),
        ("above", 0.31, 0.4, "yes", "more than 30.0%"),
        ("above", 0.2, 0.29, "no", "fewer than 30.0%"),
        ("below", 0.2, 0.29, "yes", "fewer than 30.0%"),
        ("below", 0.31, 0.4, "no", "more than 30.0%"),
        ("below", 0.2, 0.4, "not enough data", "cannot be told"),
    ],
)
def test_a_share_is_told_by_the_side_its_whole_interval_lies_on(kind, low, high, answer, said):
    share = None if low is None else (low + high) / 2
    claim = beside_threshold(Kind(kind), MATTER, measured(share, low, high), 0.5 if kind == "majority" else 0.3)
    assert (claim.answer, said in claim.sentence) == (Answer(answer), True)


@pytest.mark.parametrize("tell", [changed, grown])
@pytest.mark.parametrize(
    ("low", "high", "rise", "fall"),
    [
        (0.01, 0.2, "yes", "no"),
        (-0.2, -0.01, "no", "yes"),
        (-0.01, 0.2, "not enough data", "not enough data"),
        (0, 0.2, "not enough data", "not enough data"),
        (None, None, "not enough data", "not enough data"),
    ],
)
def test_nothing_rose_or_fell_while_the_interval_of_the_change_holds_zero(tell, low, high, rise, fall):
    for kind, answer in ((Kind.rise, rise), (Kind.fall, fall)):
        claim = tell(kind, MATTER, measured(0.05, low, high), (0.2, 0.25), "2026-05")
        assert claim.answer == Answer(answer)
        assert (" rose:" in claim.sentence or "more postings for publicist jobs were open:" in claim.sentence) is (
            rise == "yes"
        )


def test_a_role_leads_only_where_its_interval_lies_above_every_other():
    others = {"analyst jobs": measured(0.2, 0.15, 0.25), "writer jobs": measured(0.1, 0.05, 0.15)}
    assert leads(MATTER, measured(0.4, 0.26, 0.5), others).answer is Answer.yes
    assert leads(MATTER, measured(0.4, 0.25, 0.5), others).answer is Answer.unknown
    assert leads(MATTER, measured(None, None, None), others).answer is Answer.unknown
    behind = leads(MATTER, measured(0.1, 0.05, 0.14), others)
    assert behind.answer is Answer.no
    assert "analyst jobs came before them" in behind.sentence


def test_a_role_leads_nobody_of_whom_nothing_is_known():
    withheld = {"analyst jobs": measured(None, None, None)}
    assert leads(MATTER, measured(0.4, 0.3, 0.5), withheld).answer is Answer.unknown


def test_the_sentence_has_number_interval_n_employers_period_and_permalink():
    claim = beside_threshold(Kind.majority, MATTER, measured(0.231, 0.138, 0.361), 0.5)
    assert claim.sentence == (
        "On the boards observed, fewer than half of the open social media postings were for publicist jobs: 23.1% "
        "(95% interval 13.8% to 36.1%), n = 200 postings, 40 employers, 30 June 2026. "
        "Source: helpwanted release 2026.06, https://example.org/2026.06/."
    )


def test_growth_is_told_in_percent():
    claim = grown(Kind.rise, MATTER, measured(0.6931472, 0.4054651, 1.0986123), (20, 40), "2026-05")
    levels = "at the 40 employers of both months from 20 at the end of May 2026 to 40 at the end of June 2026"
    assert f"{levels}, +100% (95% interval +50% to +200%)" in claim.sentence
    assert claim.facts["value"] == pytest.approx(1)
