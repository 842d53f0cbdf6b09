"""The headline in words. A sentence is never stronger than the verdict behind it."""

from collections.abc import Mapping

from warehouse.findings.headline import Estimate, Headline, ManagersAnswer, RoleDemand
from warehouse.release.imprint import SYNTHETIC

CLAIM = (
    "The source article, “Help wanted: mostly managers”, counts 29,721 postings and gives no shares. "
    "There is nothing in it that the shares here could be compared with."
)
"""The claim as what it is. No share is put into its mouth."""

DEFINITIONS = {
    "D1": "the title’s head word is literally “manager”",
    "D2": "the role is social media or community manager",
    "D3": "the title’s rung is manager or director",
    "D4": "the text gives people to manage (n: postings with a text)",
    "D5": "SOC or ISCO class it as management",
}
BASES = {"twelve": "all twelve roles", "article": "the article’s seven roles"}
FLOWS = {"stock": "open at the end of the month", "inflow": "opened during the month"}


SMALLEST = 0.005
"""Shares are said in whole percent; what is smaller than half of one is there nevertheless."""


def percent(share: float | None) -> str:
    """`33%`; `<1%` and `>99%` of what would round to nothing and to all; a dash where there is no share."""
    if share is None:
        return "–"
    if 0 < share <= SMALLEST:
        return "<1%"
    return ">99%" if 1 - SMALLEST <= share < 1 else f"{100 * share:.0f}%"


def interval(estimate: Estimate) -> str:
    """`29–38%`; a dash where it is withheld."""
    if estimate.low is None or estimate.high is None:
        return "–"
    return f"{100 * estimate.low:.0f}–{100 * estimate.high:.0f}%"


def measured(estimate: Estimate) -> str:
    """`33% (29–38%)`, or `withheld`."""
    return "withheld" if estimate.share is None else f"{percent(estimate.share)} ({interval(estimate)})"


def change(value: float | None) -> str:
    """`+4%` with a real minus sign; a dash where it is unknown."""
    return "–" if value is None else f"{100 * value:+.0f}%".replace("-", "−")


def signed(part: float | None, measure: str) -> str:
    """What was added: `−2.1 points` to a share, `+4` to a count; a dash where it is unknown."""
    if part is None:
        return "–"
    said = f"{100 * part:+.1f} points" if measure == "share" else f"{part:+,.1f}".removesuffix(".0")
    return said.replace("-", "−")


def wanted(headline: Headline) -> str:
    """Who is wanted most. A single leader is named only where its interval lies above that of every other role."""
    published = [role for role in headline.roles if role.estimate.share is not None]
    if not published:
        return "Too few employers ask for these roles to say which is wanted most."
    leader, *others = sorted(published, key=lambda role: role.estimate.share or 0, reverse=True)
    rivals = [role for role in others if _overlap(role, leader)]
    if not rivals:
        return f"Wanted most: {leader.label.lower()}, {measured(leader.estimate)} of open postings."
    names = _listed([role.label.lower() for role in (leader, *rivals)])
    return f"Which role is wanted most is open: the intervals of {names} overlap."


def _overlap(one: RoleDemand, other: RoleDemand) -> bool:
    return (one.estimate.high or 0) >= (other.estimate.low or 0)


def _listed(names: list[str]) -> str:
    """Up to three names, and how many more there are."""
    *first, last = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} other roles"]
    return f"{', '.join(first)} and {last}"


def mostly_managers(headline: Headline) -> str:
    """The verdict over every way to ask that is quoted."""
    return over_ways(headline.verdicts)


def over_ways(counts: Mapping[str, int]) -> str:
    """The verdict over ways to ask, from how many have which: unanimous, divided, or open."""
    ways = sum(counts.values())
    supported, contradicted, open_ = counts["supported"], counts["contradicted"], counts["undetermined"]
    if open_ == ways:
        return "Mostly managers? The data cannot tell."
    if supported == ways:
        return f"Mostly managers: yes, under all {ways} ways to ask."
    if contradicted == ways:
        return f"Mostly managers: no, under all {ways} ways to ask."
    if supported and contradicted:
        rest = f", undetermined in {open_}" if open_ else ""
        return f"Mostly managers? It depends on how one asks: yes in {supported} of {ways} ways, no in {contradicted}{rest}."
    verdict, count = ("Yes", supported) if supported else ("No", contradicted)
    return f"Mostly managers? {verdict} in {count} of {ways} ways to ask; the other {open_} are undetermined."


def asked(answer: ManagersAnswer) -> str:
    """`D2 among all twelve roles, open at the end of the month`."""
    return f"{answer.definition} among {BASES[answer.roles]}, {FLOWS[answer.flow]}"


def basis(headline: Headline) -> str:
    """n, employers and coverage in one line."""
    return (
        f"n = {headline.n:,} open postings, {headline.employers:,} employers; "
        f"{headline.observed:,} of {headline.boards:,} boards observed."
    )


def summary(headline: Headline) -> list[str]:
    """The headline as the command prints it, a line each."""
    main = headline.main
    leaders = [f"{role.label.lower()} {role.open:,}" for role in headline.roles[:3]]
    lines = [
        wanted(headline),
        f"Most open postings: {', '.join(leaders)}.",
        f"Managers: {measured(main.estimate)}, {main.verdict}: {asked(main)}, n = {main.n:,}.",
        mostly_managers(headline),
        basis(headline),
    ]
    return [f"{SYNTHETIC}: a pretend labour market.", *lines] if headline.is_synthetic else lines
