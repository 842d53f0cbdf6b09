"""Leaving persons out of free texts: addresses and handles by which somebody can be reached."""

import re

ADDRESSES = re.compile(
    r"""
    # name@, name [at], name at; not from its middle, or a long word would take the square of its length to pass over
    (?<! [\w.!\#$%&'*+/=?^`{|}~-])
    [\w.!\#$%&'*+/=?^`{|}~-]+ \s? (?: @ | [\[(] \s* at \s* [\])] | \s at \s (?= [\w-]+ [\s\[(.]* dot) ) \s?
    # company.com, company [dot] com
    [\w-]+ (?: \s? (?: \. | [\[(] \s* dot \s* [\])] | \s dot \s ) \s? [\w-]+ )+
    # @handle
    | (?<! [\w/.]) @ \w [\w.]{2,}
    # a telephone number
    | (?<! [\w.]) \+? \(? \d{1,4} \)? (?: [\s./-]? \(? \d{2,4} \)? ){2,4} (?! \w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
LEAST_DIGITS = 9
"""Digits of a telephone number at least: with fewer, years and pay ranges such as `2026-2027` would be taken for one."""


def without_addresses(text: str) -> str:
    """`text` without e-mail addresses, however they are spelt, handles and telephone numbers."""
    return ADDRESSES.sub(lambda found: "…" if _is_address(found[0]) else found[0], text)


def _is_address(found: str) -> bool:
    return not found.lstrip("+(")[:1].isdigit() or "@" in found or sum(map(str.isdigit, found)) >= LEAST_DIGITS
