"""The forms of a citation. The command line knows them without loading what writes them."""

from enum import StrEnum


class Form(StrEnum):
    """The forms of a citation."""

    apa = "apa"
    bibtex = "bibtex"
    ris = "ris"
