"""Bodies of answers as objects: JSON as it is, XML with elements as keys."""

import json
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

import xmltodict

from spiders.listing import NotAListing

MOST_NESTED = 100
"""Elements of XML inside one another; the feeds that we know nest 5. JSON is bounded by its parser."""
MOST_ELEMENTS = 1_000_000
"""Elements of XML in all. A sitemap has 50,000 addresses at most, of 5 elements each (sitemaps.org); a million take 2 s."""
LARGEST_TOTAL = 1_000_000_000
"""No board has so many postings; JSON can state totals that no column holds."""


def json_document(body: bytes) -> Any:
    """The JSON document in a body; raises `NotAListing` where there is none."""
    if not body.strip():
        raise NotAListing("empty body")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotAListing(f"broken JSON: {error}") from error


def xml_document(body: bytes, lists: tuple[str, ...]) -> Any:
    """The XML document in a body: element → its text, or its parts; `lists` are elements that may occur several times.

    Attributes are passed over: of an element that has some, the text is wanted too.
    Raises `NotAListing` where there is none. Entities of its own are refused: a few of them can swell to gigabytes.
    """
    if not body.strip():
        raise NotAListing("empty body")
    try:
        _check_size(body)
        return xmltodict.parse(body, force_list=lists, xml_attribs=False)
    except (ExpatError, ValueError, LookupError, RecursionError) as error:  # no such encoding: LookupError
        raise NotAListing(f"broken XML: {error}") from error


def _check_size(body: bytes) -> None:
    """Every open element takes memory some hundred times its length, so depth and number are looked at first."""
    depth = seen = 0

    def opened(*_: object) -> None:
        nonlocal depth, seen
        depth, seen = depth + 1, seen + 1
        if depth > MOST_NESTED:
            raise NotAListing(f"broken XML: more than {MOST_NESTED} elements inside one another")
        if seen > MOST_ELEMENTS:
            raise NotAListing(f"broken XML: more than {MOST_ELEMENTS:,} elements")

    def closed(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.Parse(body, True)


def found_at(stated: Any, keys: tuple[str, ...]) -> Any:
    """What lies under `keys`, one inside the other; null where the way breaks off."""
    for key in keys:
        stated = stated.get(key) if isinstance(stated, dict) else None
    return stated


def items_at(stated: Any, keys: tuple[str, ...]) -> list[Any]:
    """The list under `keys`; raises `NotAListing` where there is none."""
    items = found_at(stated, keys)
    if not isinstance(items, list):
        raise NotAListing(f"wrong shape: no list at {'.'.join(keys) or 'the top'}")
    return items


def elements_at(stated: Any, keys: tuple[str, ...]) -> list[Any]:
    """The elements under `keys`, none where what holds them is empty; raises `NotAListing` where that is not there."""
    *path, name = keys
    for depth, key in enumerate(path, start=1):
        if not isinstance(stated, dict) or key not in stated:
            raise NotAListing(f"wrong shape: no element {'/'.join(path[:depth])}")
        stated = stated[key]
    return stated.get(name, []) if isinstance(stated, dict) else []


def total_at(stated: Any, keys: tuple[str, ...]) -> int | None:
    """The source's own total under `keys`; null where it states none that could be one."""
    total = found_at(stated, keys) if keys else None
    if not isinstance(total, int) or isinstance(total, bool):
        return None
    return total if 0 <= total <= LARGEST_TOTAL else None
