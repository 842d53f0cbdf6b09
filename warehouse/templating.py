"""Templates: texts and pages with places for values."""

import base64
import hashlib

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

TEMPLATES = Environment(
    loader=PackageLoader("warehouse"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
"""Every value in an HTML page is escaped; a name that a template misspells is an error."""


def digest(inline: str) -> str:
    """How a Content-Security-Policy names this very style or script inside a page."""
    return f"sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}"
