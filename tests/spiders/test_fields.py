import pytest

from spiders.fields import Fields, Unusable, joined


def test_reading_takes_a_field_out_and_the_rest_is_counted() -> None:
    raw = Fields({"a": "1", "b": 2, "c": None, "part": {"x": "y", "z": 1}})
    assert raw.text("a") == "1"
    assert raw.part("part").text("x") == "y"
    assert list(raw.unread()) == ["b", "part.z"]


def test_a_field_of_an_unexpected_type_stays_unread() -> None:
    raw = Fields({"a": ["x"], "b": "text", "c": {}})
    assert raw.text("a") is None
    assert raw.parts("b") == []
    assert raw.texts("c") == []
    assert raw.flag("b") is None
    assert list(raw.unread()) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("stated", "text"), [(" x ", "x"), ("", None), ("  ", None), (None, None), (3, "3"), (True, "true")]
)
def test_a_text_is_stripped_and_a_blank_one_is_null(stated: object, text: str | None) -> None:
    assert Fields({"a": stated}).text("a") == text


def test_an_object_is_taken_whole_unless_all_in_it_is_null() -> None:
    assert Fields({"pay": {"min": 1, "max": None}}).whole("pay") == '{"max": null, "min": 1}'
    raw = Fields({"pay": {"min": None, "max": None}, "list": [1]})
    assert raw.whole("pay") is raw.whole("list") is raw.whole("none") is None
    assert list(raw.unread()) == ["list"]


def test_texts_can_always_be_written() -> None:
    assert (Fields({"a": "lone \ud83d surrogate"}).text("a") or "").encode() == b"lone ? surrogate"


def test_what_is_needed_and_missing_names_the_field_and_shows_a_little_of_it() -> None:
    with pytest.raises(Unusable) as found:
        Fields({"title": ["x" * 500]}).required("title")
    assert found.value.field == "title"
    assert len(found.value.value or "") == 200


def test_joining_keeps_order_and_drops_repeats_and_nulls() -> None:
    assert joined(["b", None, "a", "b", ""], " | ") == "b | a"
    assert joined([None], " | ") is None
