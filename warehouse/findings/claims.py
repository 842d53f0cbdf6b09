"""May this be said? A claim gets a verdict from an interval, and the sentence that may be printed is no stronger than it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import exp
from typing import Any

from warehouse.findings.kinds import Kind
from warehouse.findings.sentences import DEFINITIONS
from warehouse.release.imprint import Imprint, spoken

HALF = 0.5
SOCIAL = "open social media postings"
"""What shares are of."""


class Answer(StrEnum):
    """Whether it may be said."""

    yes = "yes"
    no = "no"
    unknown = "not enough data"


@dataclass(frozen=True)
class Measured:
    """A number with its 95 % interval, clustered by employer; null ends where too little stands behind it."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    employers: int

    def beside(self, threshold: float) -> str:
        """`above` or `below` the threshold with the whole interval, else `open`."""
        if self.low is None or self.high is None:
            return "open"
        return "above" if self.low > threshold else "below" if self.high < threshold else "open"


@dataclass(frozen=True)
class Matter:
    """What a claim is about, and when."""

    about: str
    of: str
    """The postings that it is a share of."""
    period: str
    on: date
    """The day of the stock."""
    imprint: Imprint


@dataclass(frozen=True)
class Claim:
    """A claim, its verdict and the numbers it rests on."""

    kind: Kind
    matter: Matter
    answer: Answer
    measured: Measured
    finding: str
    """What was found, as a sentence without its numbers."""
    numbers: str

    @property
    def sentence(self) -> str:
        """The sentence that may be printed: number, interval, n, employers, period, release and where to find it."""
        imprint = self.matter.imprint
        source = f"{imprint.edition}, {self.permalink}" if imprint.site else imprint.edition
        return f"On the boards observed, {self.finding}: {self.numbers}. Source: {source}."

    @property
    def permalink(self) -> str:
        """The page of the release."""
        return self.matter.imprint.permalink()

    @property
    def facts(self) -> dict[str, Any]:
        """The claim for programs."""
        one = self.measured
        return {
            "claim": self.kind.value,
            "about": self.matter.about,
            "answer": self.answer.value,
            "value": one.value,
            "low": one.low,
            "high": one.high,
            "n": one.n,
            "employers": one.employers,
            "period": self.matter.period,
            "sentence": self.sentence,
            "permalink": self.permalink,
            "release": self.matter.imprint.release,
            "is_synthetic": self.matter.imprint.is_synthetic,
        }


def points(value: float) -> str:
    """`23.4%`: one decimal, so that no rounding crosses a half."""
    return f"{100 * value:.1f}%"


def managers(definition: str) -> str:
    """Managers as the subject of a claim: by which definition."""
    return f"managers ({definition}: {DEFINITIONS[definition].split(' (')[0]})"


def named(month: str) -> str:
    """`2026-06` → `June 2026`."""
    return f"{date.fromisoformat(f'{month}-01'):%B %Y}"


def beside_threshold(kind: Kind, matter: Matter, one: Measured, threshold: float) -> Claim:
    """Majority, above, below: on which side of the threshold the whole interval lies."""
    side = one.beside(threshold)
    wanted = "below" if kind is Kind.below else "above"
    answer = Answer.unknown if side == "open" else Answer.yes if side == wanted else Answer.no
    amount = "half" if threshold == HALF else points(threshold)
    said = {
        "above": f"more than {amount} of the {matter.of} were for {matter.about}",
        "below": f"fewer than {amount} of the {matter.of} were for {matter.about}",
        "open": f"whether more than {amount} of the {matter.of} were for {matter.about} cannot be told",
    }
    return Claim(kind, matter, answer, one, said[side], _share(one, matter.on))


def changed(kind: Kind, matter: Matter, one: Measured, ends: tuple[float, float], since: str) -> Claim:
    """Rise, fall of a share: whether the whole interval of the change at the same employers lies on one side of zero."""
    side = one.beside(0)
    said = {
        "above": f"the share of {matter.about} among {matter.of} rose",
        "below": f"the share of {matter.about} among {matter.of} fell",
        "open": f"whether the share of {matter.about} among {matter.of} rose or fell cannot be told",
    }
    from_to = (
        f"from {points(ends[0])} at the end of {named(since)} to {points(ends[1])} at the end of {named(matter.period)}"
    )
    return Claim(kind, matter, _of_change(kind, side), one, said[side], f"{_same(one)} {from_to}, {_change(one)}")


def grown(kind: Kind, matter: Matter, one: Measured, ends: tuple[float, float], since: str) -> Claim:
    """Rise, fall of the number of postings; `one` measures the logarithm of the ratio and is told in percent."""
    side = one.beside(0)
    said = {
        "above": f"more postings for {matter.about} were open",
        "below": f"fewer postings for {matter.about} were open",
        "open": f"whether more or fewer postings for {matter.about} were open cannot be told",
    }
    value, low, high = (None if end is None else exp(end) - 1 for end in (one.value, one.low, one.high))
    percent = Measured(value, low, high, one.n, one.employers)
    from_to = f"from {ends[0]:,.0f} at the end of {named(since)} to {ends[1]:,.0f} at the end of {named(matter.period)}"
    return Claim(
        kind, matter, _of_change(kind, side), percent, said[side], f"{_same(one)} {from_to}, {_growth(percent)}"
    )


def leads(matter: Matter, one: Measured, others: Mapping[str, Measured]) -> Claim:
    """Plurality: whether a role is asked for more than every other, by intervals that hold for all roles at once."""
    ahead = [name for name, other in others.items() if _lies_above(other, one)]
    if one.low is not None and all(other.high is not None and one.low > other.high for other in others.values()):
        answer, said = Answer.yes, f"no other role was asked for as often as {matter.about}"
    elif ahead:
        answer, said = Answer.no, f"{matter.about} were not asked for most, {ahead[0]} came before them"
    else:
        answer, said = (
            Answer.unknown,
            f"whether {matter.about} were asked for most cannot be told, for intervals overlap",
        )
    return Claim(Kind.plurality, matter, answer, one, said, _share(one, matter.on, " for all roles at once"))


def _lies_above(one: Measured, other: Measured) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high


def _of_change(kind: Kind, side: str) -> Answer:
    wanted = "above" if kind is Kind.rise else "below"
    return Answer.unknown if side == "open" else Answer.yes if side == wanted else Answer.no


def _share(one: Measured, on: date, of_interval: str = "") -> str:
    basis = f"n = {one.n:,} postings, {one.employers:,} employers, {spoken(on)}"
    if one.value is None or one.low is None or one.high is None:
        return f"too few employers stand behind the share; {basis}"
    return f"{points(one.value)} (95% interval{of_interval} {points(one.low)} to {points(one.high)}), {basis}"


def _same(one: Measured) -> str:
    """Before the levels: those of all employers, which are published, are others."""
    return f"at the {one.employers:,} employers of both months"


def _change(one: Measured) -> str:
    if one.value is None or one.low is None or one.high is None:
        return _too_few(one)
    ends = f"{100 * one.low:+.1f} to {100 * one.high:+.1f}".replace("-", "−")
    value = f"{100 * one.value:+.1f}".replace("-", "−")
    return f"{value} points (95% interval {ends}), n = {one.n:,} postings"


def _growth(one: Measured) -> str:
    if one.value is None or one.low is None or one.high is None:
        return _too_few(one)
    value, low, high = (f"{100 * end:+.0f}%".replace("-", "−") for end in (one.value, one.low, one.high))
    return f"{value} (95% interval {low} to {high}), n = {one.n:,} postings"


def _too_few(one: Measured) -> str:
    return f"too few employers stand behind the change; n = {one.n:,} postings"
