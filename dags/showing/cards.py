"""What `helpwanted show` shows people where a mere table would not do."""

from collections.abc import Callable

import polars as pl

from dags.showing import answers, managers_card, screen, shares_card
from dags.showing.curve import KEY, curve
from warehouse.findings.headline import headline
from warehouse.findings.sentences import CLAIM
from warehouse.store import Store


def crawls(store: Store, _: pl.DataFrame) -> None:
    """The ledger of the last day at a glance."""
    if day := answers.last_day(store):
        screen.crawls(store, day)


def managers(store: Store, _: pl.DataFrame) -> None:
    """Mostly managers? The answer first, then who counts as one, the claim, and every way to ask."""
    ways = managers_card.answers(store)
    for line in managers_card.verdict(headline(store), ways):
        screen.say(line)
    screen.say("")
    screen.table(managers_card.by_definition(ways))
    screen.OUT.print(f"\n{CLAIM} It says neither what was counted nor when. Of the open postings here:")
    screen.table(counts := managers_card.reached(store))
    screen.say(managers_card.compared(counts))
    screen.say(f"\n{managers_card.tally(ways)}")
    screen.OUT.print(KEY)
    for drawn in curve(ways, screen.OUT.width):
        screen.OUT.print(drawn, no_wrap=True)


def shares(_: Store, rows: pl.DataFrame) -> None:
    """What part of the open postings each role has, and how sure that is."""
    screen.say("Shares: of a role among the social media postings (any_social), of any_social among all postings.")
    screen.say("Intervals: of each share by itself, and of all of them at once.")
    screen.table(shares_card.shares(rows))
    for line in shares_card.withheld(rows):
        screen.say(line)


def shifts(_: Store, rows: pl.DataFrame) -> None:
    """Who asks for social media among the old roles, and what they speak of."""
    screen.say(f"Exploratory, by short English lexicons; postings open at the end of {rows['month'][0]}.")
    screen.table(managers_card.asking(rows))
    screen.say("\nNew against old emphasis: ln((new + ½) ÷ (old + ½)), above 0 more postings speak of the new.")
    screen.table(managers_card.shifted(rows))


CARDS: dict[str, Callable[[Store, pl.DataFrame], None]] = {
    "crawls": crawls,
    "managers": managers,
    "shares": shares,
    "shifts": shifts,
}
