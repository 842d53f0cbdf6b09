"""The method, as docs/method.md told it when the release was made."""

from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from warehouse.site.page import Site

METHOD = Path(__file__).parents[2] / "docs" / "method.md"
BESIDE = {"dictionary.md": "dictionary.html", "method.md": "method.html"}
"""Pages that the text leads to and that a release holds, by their name there; other pages of the project are not in it."""


def facts(_: Site) -> dict[str, Any]:
    """What the template `method.html` shows."""
    return {"method": Markup(as_html(METHOD.read_text("utf-8")))}  # noqa: S704  markup in the text is escaped


def as_html(text: str) -> str:
    """Markdown as HTML. Markup inside it is escaped, links lead into the release or away from it, wide parts scroll."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    for token in tokens:
        token.children = _linked(token.children or [])
        if token.type == "code_block":
            token.attrSet("tabindex", "0")
    page = str(reader.renderer.render(tokens, reader.options, {}))
    opened = page.replace("<table>", '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>')
    return opened.replace("</table>", "</table></div>")


def _linked(tokens: list[Token]) -> list[Token]:
    """The tokens of a line without links to pages that are not in a release: their words stay."""
    kept, is_open = [], []
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href"))
            token.attrSet("href", BESIDE.get(address, address))
            is_open.append("://" in address or address in BESIDE)
        if token.type not in ("link_open", "link_close") or is_open[-1]:
            kept.append(token)
        if token.type == "link_close":
            is_open.pop()
    return kept
