"""The look of charts and pages: one set of colours, one font, sizes that survive a phone.

Colours are those of Okabe and Ito (2008), which colour-blind readers can tell apart; no meaning rests on colour alone.
"""

from typing import Any, NamedTuple

BLUE, VERMILION, GREY, INK = "#0072B2", "#D55E00", "#767676", "#1a1a1a"
LINE, BANNER, FAINT = "#dcdad3", "#ffd84d", "#a0a0a0"


class Look(NamedTuple):
    """What tells one kind of dot from another: form as well as colour."""

    colour: str
    fill: str
    shape: str


VERDICTS = {
    "supported": Look(BLUE, BLUE, "triangle-up"),
    "contradicted": Look(VERMILION, VERMILION, "square"),
    "undetermined": Look(GREY, "#ffffff", "circle"),
}
VERDICT_KEY = "▲ supported, ■ contradicted, ○ undetermined."
"""As a subtitle explains them."""

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDTH = 400
"""Pixels that a chart takes between its margins. On a phone 360 wide letters of 12 pixels are still 10 high."""
SCALE = 2
"""PNG pixels per unit: some 850 wide."""

CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "white",
    "padding": 12,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "labelLimit": 0,
        "labelColor": INK,
        "domainColor": GREY,
        "tickColor": GREY,
        "gridColor": LINE,
    },
}
"""Vega-Lite's own settings, the same for every chart."""
