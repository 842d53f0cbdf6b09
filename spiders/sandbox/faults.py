"""What goes wrong in the sandbox: a pure function of seed, board and day."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

FAULTS = (
    "forbidden",
    "not_found",
    "rate_limited",
    "server_error",
    "time_out",
    "redirect_loop",
    "truncated_json",
    "empty_body",
    "broken_body",
    "cut_off",
    "robots",
    "empty_listing",
    "collapsed",
)
"""What a board can do instead of answering properly. The last two answer, but not with the whole listing."""

FAULTS_BY_CHANCE = {
    # Of 1,000 asks, about twelve go wrong: in the recorded crawls of 3,131 boards 8 or 9 boards a day vanish whole, and
    # a demo should show every kind. Time-outs are rare because each costs the crawl its time-out in full.
    "forbidden": 1.2,
    "not_found": 1.5,
    "rate_limited": 2.0,
    "server_error": 3.0,
    "time_out": 0.4,
    "redirect_loop": 0.6,
    "truncated_json": 1.0,
    "empty_body": 0.7,
    "broken_body": 0.7,
    "cut_off": 0.5,
    "empty_listing": 0.5,
    "collapsed": 0.8,
}


def fault_by_chance(seed: int, source: str, board: str, day: date) -> str | None:
    """The fault that befalls a board on a day, if any."""
    draw = Random(f"{seed}/{source}/{board}/{day}").uniform(0, 1000)
    for kind, share in FAULTS_BY_CHANCE.items():
        if draw < share:
            return kind
        draw -= share
    return None


def long_faults(
    seed: int, boards: Sequence[tuple[str, str]], first_day: date
) -> dict[tuple[str, str], tuple[str, date, date]]:
    """Board → fault, first day, last day, for faults that last.

    One board is closed by robots.txt for three weeks, one forbids us for longer than the 10 days for which silence is bridged,
    and one is gone for good after two thirds of half a year.
    """
    shut, silent, gone = Random(f"{seed}/long faults").sample(boards, 3)
    days = [first_day + timedelta(days=number) for number in (60, 80, 30, 45, 120)]
    return {
        shut: ("robots", days[0], days[1]),
        silent: ("forbidden", days[2], days[3]),
        gone: ("not_found", days[4], date.max),
    }
