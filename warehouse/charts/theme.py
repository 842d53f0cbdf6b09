"""The look of charts and pages: one set of colours, one font.

Colours are those of Okabe and Ito (2008), which colour-blind readers can tell apart; no meaning rests on colour alone.
"""

BLUE, VERMILION, GREY, INK = "#0072B2", "#D55E00", "#767676", "#1a1a1a"
VERDICT_COLOURS = {"supported": BLUE, "contradicted": VERMILION, "undetermined": GREY}
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
WIDTH = 400
"""Pixels. On a phone 360 wide the letters of 12 to 13 pixels are still 10 to 11 high."""
SCALE = 2
"""PNG pixels per unit: some 850 wide."""
