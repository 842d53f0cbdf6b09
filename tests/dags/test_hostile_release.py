"""Boards whose postings name persons, run scripts and start formulas: asked, derived, released, and released again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from spiders.sandbox.facts import PostingFacts
from spiders.sandbox.market import DEFAULT_SEED
from tests.dags.conftest import Done, Run
from tests.markets import WellMarket, answering

PERSONS = ("jane.doe@acme.com", "jane%40acme.com", "jane_doe_77", "7946 0018", "Jane Doe", "Quimby")
"""What identifies somebody, as boards state it below."""
TITLES = (
    "{}, contact Jane Doe",
    "{} – apply to jane.doe@acme.com",
    "{} (DM @jane_doe_77)",
    "{} tel. +44 20 7946 0018",
    "{} jane.doe [at] acme [dot] com, ask for Jane Quimby",
    "=HYPERLINK(0) <script>alert(1)</script> \u202e{}",
    "{} " + "x" * 10_000,
)


class HostileMarket(WellMarket):
    """Every posting names somebody or means harm: in its title, its place, its id and its text."""

    def listing(self, source: str, board: str, day: date) -> list[PostingFacts]:
        listed = super().listing(source, board, day)
        return [self._hostile(number, posting) for number, posting in enumerate(listed)]

    def _hostile(self, number: int, posting: PostingFacts) -> PostingFacts:
        return replace(
            posting,
            title=TITLES[number % len(TITLES)].format(posting.title),
            places=("London, call 020 7946 0018",),
            posting_id="jane.doe@acme.com" if number % 10 == 9 else posting.posting_id,
            description=posting.description + "<p>Write to Jane Doe, jane.doe@acme.com</p>",
        )


MARKET = HostileMarket(DEFAULT_SEED, date(2026, 3, 2), 1, open_at_once=150, sources=("lever",))


@pytest.fixture
def released(helpwanted: Run, data: Path) -> tuple[Path, Done]:
    with answering(MARKET) as url:
        asked = helpwanted("refresh", "--day", "2026-03-02", HELPWANTED_SANDBOX=url)
    assert asked.code == 0, asked.err
    done = helpwanted("release")
    assert done.code == 0, done.err
    return data / "releases/2026.03", helpwanted("verify", "2026.03")


@pytest.mark.slow
def test_no_person_reaches_a_release_and_no_posting_holds_one_up(released: tuple[Path, Done], data: Path) -> None:
    folder, verified = released
    assert verified.code == 0, verified.err
    titles = pl.read_parquet(folder / "data/postings.parquet")["title"]
    assert titles.str.contains_any(["[name]", "[e-mail]", "[handle]", "[phone]"]).sum() > len(titles) / 2
    for file in (path for path in folder.rglob("*.*") if path.is_file() and path.suffix != ".png"):
        said = _texts(file)
        assert [person for person in PERSONS if person.casefold() in said.casefold()] == [], file
    refused = pl.read_parquet(data / "tables/rejects/day=2026-03-02/lever.parquet")
    assert refused["reason"].str.contains("mailbox").any()


@pytest.mark.slow
def test_a_release_comes_out_of_the_landing_again_bit_for_bit(released: tuple[Path, Done], helpwanted: Run) -> None:
    folder, _ = released
    again = helpwanted("verify", "2026.03", "--rederive")
    assert (again.code, "all checks hold" in again.out) == (0, True), again.out
    lost = next(folder.parents[1].glob("landing/day=*/source=*/attempt=*/postings.parquet"))
    pl.read_parquet(lost).slice(1).write_parquet(lost)
    broken = helpwanted("verify", "2026.03", "--rederive")
    assert broken.code == 1
    assert "tables/postings/day=2026-03-02/lever.parquet comes out otherwise" in broken.out


def _texts(file: Path) -> str:
    return pl.read_parquet(file).write_csv() if file.suffix == ".parquet" else file.read_text("utf-8")
