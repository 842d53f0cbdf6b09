"""Taking fields out of an item one by one, so that what nobody took can be counted."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

VALUE_LENGTH = 200
"""Characters kept of an offending value: enough to see what it was, too little to keep a text."""

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that break lines or cannot be seen: no name has any, and one that had could not be looked for."""


class Unusable(Exception):
    """An item that cannot become a posting.

    `may_be_vacancy` tells an item that we failed to read from a well-formed one that is no open vacancy.
    """

    def __init__(
        self, reason: str, field: str | None = None, value: object = None, may_be_vacancy: bool = True
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.value = None if value is None else as_text(value)[:VALUE_LENGTH]
        self.may_be_vacancy = may_be_vacancy


class Fields:
    """The fields of one JSON object. Reading a field takes it out; a field of an unexpected type stays in."""

    __slots__ = ("_left", "_parts", "identified")

    def __init__(self, stated: dict[str, Any]) -> None:
        self.identified: str | None = None
        """The identifier, once it was read: rejects name it."""
        self._left = stated.copy()
        self._parts: list[tuple[str, Fields]] = []

    def text(self, name: str) -> str | None:
        """The text or number called `name`, stripped; null where it is absent, blank or of another type."""
        value = self._left.get(name)
        if isinstance(value, str):
            text = encodable(value).strip()
        elif value is None or isinstance(value, (int, float)):
            text = "" if value is None else json.dumps(value)
        else:
            return None
        self._left.pop(name, None)
        return text or None

    def required(self, name: str) -> str:
        """Like `text`, but the item is unusable without it."""
        value = self._left.get(name)
        text = self.text(name) if isinstance(value, str) else None
        if text is None:
            raise Unusable(f"no usable {name}", name, value)
        return text

    def title(self, name: str) -> str:
        """Like `required`, for what every family calls otherwise: the reject names the field `title`, by which those who come
        after know that a posting is listed, and only cannot be read today.
        """
        try:
            return self.required(name)
        except Unusable as error:
            error.field = "title"
            raise

    def identifier(self, name: str) -> str:
        """A text or a whole number that names the item; nothing else can."""
        value = self._left.get(name)
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            raise Unusable(f"no usable {name}", name, value)
        self.identified = self.required(name) if isinstance(value, str) else str(self._left.pop(name))
        return self.identified

    def flag(self, name: str) -> bool | None:
        """The boolean called `name`."""
        return self._left.pop(name) if isinstance(self._left.get(name), bool) else None

    def part(self, name: str) -> "Fields":
        """The object called `name`; an empty one where there is none."""
        return self._adopt(name, self._left.pop(name) if isinstance(self._left.get(name), dict) else {})

    def parts(self, name: str) -> list["Fields"]:
        """The objects in the list called `name`."""
        found = self._left.pop(name) if isinstance(self._left.get(name), list) else []
        return [self._adopt(name, value) for value in found if isinstance(value, dict)]

    def texts(self, name: str) -> list[str]:
        """The texts in the list called `name`."""
        found = self._left.pop(name) if isinstance(self._left.get(name), list) else []
        return [encodable(value).strip() for value in found if isinstance(value, str) and value.strip()]

    def whole(self, name: str) -> str | None:
        """The object called `name`, as JSON text; null where all in it is null."""
        value = self._left.pop(name) if isinstance(self._left.get(name), dict) else {}
        is_stated = any(part is not None for part in value.values())
        return json.dumps(value, sort_keys=True) if is_stated else None

    def drop(self, *names: str) -> None:
        """Fields that are known and of no use here."""
        for name in names:
            self._left.pop(name, None)

    def unread(self, within: str = "") -> Iterator[str]:
        """The fields left over, those of parts as `part.field`. Nulls say nothing and are passed over."""
        yield from (within + name for name, value in self._left.items() if value is not None)
        for name, part in self._parts:
            yield from part.unread(f"{within}{name}.")

    def _adopt(self, name: str, stated: dict[str, Any]) -> "Fields":
        part = Fields(stated)
        self._parts.append((name, part))
        return part


def encodable(value: str) -> str:
    """`value` without lone surrogates, which JSON can state and UTF-8 cannot write."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def as_text(value: object) -> str:
    """Any JSON value as a text to be looked at."""
    return encodable(value) if isinstance(value, str) else json.dumps(value)


def joined(texts: Sequence[str | None], between: str) -> str | None:
    """The texts that are there, each once, in their order."""
    return between.join(dict.fromkeys(text for text in texts if text)) or None
