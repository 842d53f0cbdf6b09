"""Careers pages: which family and board a URL leads to, told by the addresses that each family declares."""

import re
from collections.abc import Collection
from functools import cache
from urllib.parse import unquote, urlsplit

from spiders.families import families

ANY_ADDRESS = "{board}"
"""What a family declares whose boards are addresses themselves: that tells nothing of a careers page."""


def board_at(url: str) -> tuple[str, str] | None:
    """Source and board of a careers page, or of a board's listing; null where no family knows the host."""
    try:
        stated = urlsplit(url if "//" in url else f"//{url}")
    except ValueError:  # such as `https://[`, which is no address
        return None
    page = f"{stated.hostname or ''}{stated.path}" + (f"?{stated.query}" if stated.query else "")
    found = ((source, pattern.match(page)) for source, pattern in _patterns())
    return next(((source, unquote(match["board"])) for source, match in found if match), None)


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Source and pattern of every page that a family declares: where the spider asks, and where people look.

    In this order, because a listing may stand below the page that people look at.
    """
    pages = [
        (source, page, spider.no_boards)
        for source, spider in families().items()
        for page in (spider.address.partition("?")[0], *spider.careers.split())
    ]
    return [(source, _pattern(page, none)) for source, page, none in pages if "{board}" in page and page != ANY_ADDRESS]


def _pattern(page: str, none: Collection[str]) -> re.Pattern[str]:
    """A token ends where a label of the host, a step of the path or a value of the query does, and is none of `none`."""
    host, slash, rest = (re.escape(part) for part in page.partition("/"))
    words = "|".join(map(re.escape, ["www", *none]))
    host = host.replace(r"\{board\}", rf"(?P<board>(?!(?:{words})\.)[^.]+)")
    rest = rest.replace(r"\{board\}", rf"(?P<board>(?!(?:{words})(?:[/?&]|$))[^/?&]+)")
    return re.compile(host + slash + rest + r"(?=[/?&]|$)")
