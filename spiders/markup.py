"""What a web page states for machines: the JSON-LD and microdata in it, as plain objects. Knows nothing of postings."""

import html
import re
from copy import deepcopy
from typing import Any

from lxml.etree import LxmlError, XPath
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from w3lib.encoding import html_to_unicode

from spiders.fields import Unusable

MAX_PAGE = 16 * 1024 * 1024
"""Bytes of a page. The largest recorded one has 0.5 MB; a Common Crawl capture is cut at 1 or 5 MB."""
MOST_BLOCKS = 10_000
"""Scripts or items of a page that are read. Recorded pages have one or two; so many take a second."""
SCRIPTS = XPath("//script[starts-with(normalize-space(translate(@type, 'LDJSON', 'ldjson')), 'application/ld+json')]")
ITEMS = XPath("//*[@itemscope][contains(@itemtype, $type)][not(ancestor::*[contains(@itemtype, $type)])]")
WRAPPING = ("<![CDATA[", "]]>", "<!--", "-->")
"""What old pages put around a script to hide it from older browsers still."""
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Mean nothing in HTML and are refused by XML."""
UNREADABLE = (ValueError, RecursionError, IndexError, LxmlError)
"""What the parsers raise for markup that is broken, nested without end, or holds an address that is none."""


def decoded(page: bytes, content_type: str | None = None) -> str:
    """The text of a page. What is valid UTF-8 is UTF-8, whatever the page declares; else what it declares, else Windows-1252."""
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        return html_to_unicode(content_type, page, default_encoding="cp1252")[1]


def tree_of(page: bytes | str) -> HtmlElement | None:
    """The elements of a page, however broken it is; null where it has none. Raises `Unusable` above `MAX_PAGE`."""
    if len(page) > MAX_PAGE:
        raise Unusable(f"a page of more than {MAX_PAGE} bytes", "page")
    text = decoded(page) if isinstance(page, bytes) else page
    encoded = CONTROLS.sub(" ", text).encode("utf-8", "replace")
    try:
        return document_fromstring(encoded, parser=HTMLParser(encoding="utf-8"))
    except LxmlError:
        return None


def json_ld(tree: HtmlElement, word: str) -> list[Any]:
    """What every JSON-LD script of a page that holds `word` states; a script that cannot be read stays the text it is.

    One broken script says nothing of the others. Comments, trailing commas, control characters, entities and the
    wrapping of older pages are read over.
    """
    scripts = [script for script in SCRIPTS(tree) if word in (script.text or "")]
    return [stated for script in _few(scripts) for stated in _stated(script)]


def _stated(script: HtmlElement) -> list[Any]:
    # Here, because most crawls meet no such page, and extruct takes 0.15 s of CPU to load: a quarter of a crawl's start.
    from extruct.jsonld import JsonLdExtractor

    script.set("type", "application/ld+json")
    text = script.text
    bare = _unwrapped(text)
    for spelling in dict.fromkeys((text, bare, html.unescape(bare))):
        try:
            script.text = spelling
            return list(JsonLdExtractor().extract_items(script))
        except UNREADABLE:
            continue
    return [text]


def _unwrapped(text: str) -> str:
    for mark in WRAPPING:
        text = text.replace(mark, "")
    return text.strip("/*; \t\r\n\ufeff")


def microdata(tree: HtmlElement, word: str, url: str) -> list[Any]:
    """The microdata items of a page whose type holds `word`, each with what is nested in it; addresses are absolute.

    Only these are read, and each as a copy on its own: extruct looks through the whole page for every item (200 of them
    take 0.45 s so, 0.1 s as copies).
    """
    return [item for element in _few(ITEMS(tree, type=word)) for item in _item(deepcopy(element), url)]


def _few(blocks: list[Any]) -> list[Any]:
    """`blocks`; raises `Unusable` where there are too many of them."""
    if len(blocks) > MOST_BLOCKS:
        raise Unusable(f"a page of more than {MOST_BLOCKS:,} blocks", "page")
    return blocks


def _item(element: HtmlElement, url: str) -> list[Any]:
    import extruct

    try:
        return list(extruct.extract(element, base_url=url, syntaxes=["microdata"], uniform=True)["microdata"])
    except UNREADABLE:
        return [element.text_content().strip()]
