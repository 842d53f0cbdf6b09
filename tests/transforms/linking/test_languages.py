"""The language of a text, told by its small words."""

import polars as pl
import pytest

from transforms.linking.languages import text_languages

SAID = {
    "en": "You look after the lamps of the island and write down what the sea has taken from you, for our archive.",
    "de": "Du siehst nach den Lampen der Insel und schreibst für uns auf, was das Meer und die Nacht mit dir teilen.",
    "fr": "Vous entretenez les lampes de la tour et notez pour nous ce que la mer prend dans les nuits, le jour et vous.",
    "es": "Cuidas de las luces del faro y anotas por la noche los barcos que el mar trae para una isla.",
}


@pytest.mark.parametrize("language", SAID)
def test_a_few_sentences_tell_their_language(language: str) -> None:
    texts = pl.LazyFrame({"row": [0, 1], "text": [SAID[language], None]})
    assert text_languages(texts).collect().rows() == [(0, language)]


def test_a_handful_of_words_tells_nothing() -> None:
    assert text_languages(pl.LazyFrame({"row": [0], "text": ["Keeper of the lamps"]})).collect().is_empty()
