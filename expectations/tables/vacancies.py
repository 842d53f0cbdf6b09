"""Which postings advertise one vacancy."""

import polars as pl

from expectations.contracts import Column, Table
from expectations.tables.shared import BOARD, DAY, POSTING_ID, POSTING_KEY, SOURCE


def _mark(name: str, doc: str, is_nullable: bool = False) -> Column:
    return Column(name, pl.UInt64, doc, is_public=False, is_nullable=is_nullable)


SIGNATURE = tuple(f"text_signature_{number}" for number in range(1, 5))

MARKS = (
    _mark("employer_mark", "Hash of the employer's name without its legal form."),
    _mark("title_mark", "Hash of the words of the title, without places and ways of writing them."),
    _mark(
        "title_bits",
        "One of 64 bits for each of these words: titles without a common bit share none.",
        is_nullable=True,
    ),
    _mark(
        "distinction_mark",
        "Hash of those that make another vacancy whatever the text says (rank, hours, language); null without a text.",
        is_nullable=True,
    ),
    _mark("country_mark", "Hash of the country, or of none."),
    _mark("place_mark", "Hash of the places that the posting and its title state, or of none."),
    _mark("requisition_mark", "Hash of employer and requisition; null where none is stated.", is_nullable=True),
    _mark("text_mark", "Hash of the set of clauses of the text; null without a text.", is_nullable=True),
    Column("text_language", pl.String, "Language of the text, as far as it tells.", is_public=False, is_nullable=True),
    Column(
        "text_length",
        pl.Int64,
        "Length of the clauses of the text.",
        unit="characters",
        low=0,
        is_public=False,
        is_nullable=True,
    ),
    *(_mark(name, "Quarter of the 256 bits that say how near two texts are.", is_nullable=True) for name in SIGNATURE),
)
"""What linking needs to know of a posting, as it stood when it came in: texts themselves are not read again."""

VACANCIES = Table(
    name="vacancies",
    doc=(
        "The vacancy of every posting that `lifecycle` holds. Day d is a function of the previous partition and of the "
        "postings that came in; a posting never changes its vacancy but by a rebuild."
    ),
    grain="day × posting",
    key=("day", "posting_key"),
    version=5,
    columns=(
        DAY,
        SOURCE,
        BOARD,
        POSTING_KEY,
        POSTING_ID,
        Column("vacancy_id", pl.String, "The posting that first advertised the vacancy: its posting_key."),
        Column("entered_on", pl.Date, "Day on which the posting came in and was linked, or found to stand alone."),
        *MARKS,
    ),
)
