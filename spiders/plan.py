"""What a crawl is told: whom to ask, for which day, and where to put the answers."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self


class PlanError(Exception):
    """A plan that must not be carried out; its text is one line that says what to do."""

    exit_code = 1


@dataclass(frozen=True)
class Board:
    """One board to ask. The validators are those of its last complete listing, as the ledger keeps them."""

    board: str
    employer: str | None = None
    validators: str | None = None


@dataclass(frozen=True)
class Ask:
    """The boards of one source on one day. `out` is a local folder that does not exist yet."""

    day: str
    source: str
    out: str
    boards: list[Board]
    spent: int = 0
    """Requests that the source has been sent today already."""


@dataclass(frozen=True)
class Plan:
    """All that one child process crawls. `sandbox` is the base URL of a sandbox server, null for the real boards."""

    asks: list[Ask]
    sandbox: str | None = None
    contact: str | None = None
    polite: bool = True
    carry_validators: bool = False
    """Validators learned on one day are used on the next."""
    http_cache: str | None = None
    """A folder that answers in place of hosts what they answered once. For developing a family: a refresh never has it."""
    overrides: dict[str, Any] = field(default_factory=dict)
    """Scrapy settings that differ from the house's, for trials with the sandbox."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """The plan in a JSON file; raises `PlanError` where it is none."""
        try:
            return cls.stated(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise PlanError(
                f"{path}: not a crawl plan ({type(error).__name__}: {error}); see spiders/plan.py"
            ) from error

    @classmethod
    def stated(cls, plan: dict[str, Any]) -> Self:
        """The plan that a JSON object states."""
        asks = [Ask(**{**ask, "boards": [Board(**board) for board in ask["boards"]]}) for ask in plan["asks"]]
        return cls(**{**plan, "asks": asks})

    def text(self) -> str:
        """The plan as JSON."""
        return json.dumps(asdict(self))

    def check(self, sources: Mapping[str, str | None]) -> None:
        """Raises `PlanError` for an unknown source, or a real board asked in a way the house forbids.

        `sources` holds every source, with the reason where it is disabled.
        """
        for ask in self.asks:
            self._check_ask(ask, sources)
        if not self.sandbox and not self.contact:
            raise PlanError(
                "nobody could reach you: set HELPWANTED_CONTACT to your e-mail address or web page before asking real boards"
            )
        if not self.sandbox and not self.polite:
            raise PlanError("real boards are asked politely or not at all: leave `polite` true")
        if not self.sandbox and self.overrides:
            raise PlanError("real boards are asked by the house's own settings: leave `overrides` empty")

    def _check_ask(self, ask: Ask, sources: Mapping[str, str | None]) -> None:
        today = datetime.now(UTC).date()
        if ask.source not in sources:
            raise PlanError(f"unknown source {ask.source!r}: one of {', '.join(sources)}")
        if not self.sandbox and sources[ask.source]:
            raise PlanError(f"{ask.source} is disabled: {sources[ask.source]}")
        if not self.sandbox and date.fromisoformat(ask.day) != today:
            raise PlanError(f"{ask.day} is not today ({today}, UTC): the past cannot be crawled")
        if Path(ask.out).exists():
            raise PlanError(f"{ask.out} exists already: give every ask a folder of its own")
