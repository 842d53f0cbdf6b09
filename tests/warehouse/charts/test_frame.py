import re

from hypothesis import given
from hypothesis import strategies as st

from warehouse.charts.frame import folded


def test_a_folded_line_leaves_no_word_alone():
    assert folded(["Mostly managers? No in 14 of 20 ways to ask; the other 6 are undetermined."], 46) == [
        "Mostly managers? No in 14 of 20 ways",
        "to ask; the other 6 are undetermined.",
    ]


@given(st.text(alphabet="ab ,", max_size=200), st.integers(20, 60))
def test_folding_loses_nothing_but_spaces_and_keeps_to_the_width(text, width):
    lines = folded([text], width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert all(len(line) <= width for line in lines)
