from pathlib import Path

import polars as pl
import pytest

from expectations.tables import TABLES
from warehouse.release.publish import publish
from warehouse.release.tables import Published, data_path
from warehouse.store import StoreError, footer_of, write_parquet
from warehouse.verify.private import persons

pytestmark = pytest.mark.usefixtures("drawn_before")


def with_text(folder: Path, name: str, **texts: str) -> list[str]:
    """What is found in a release whose table holds these texts in its first row."""
    path = folder / data_path(TABLES[name])
    rows = Published(folder).scan(TABLES[name]).collect()
    changed = rows.with_columns(
        pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(text)).otherwise(column).alias(column)
        for column, text in texts.items()
    )
    write_parquet(changed, path, footer_of(path))
    return list(persons(folder))


def test_a_release_of_cleaned_postings_names_nobody(release_folder):
    assert list(persons(release_folder)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Publicist, jane@acme.com", "an e-mail"),
        ("Publicist +44 20 7946 0018", "a phone"),
        ("Publicist @jane_doe", "a handle"),
        ("Publicist, contact Jane Doe", "a name"),
    ],
)
def test_every_kind_of_personal_data_is_found_and_told_in_one_line(copied_release, text, kind):
    found = with_text(copied_release, "postings", title=text)
    assert found == [f"data/postings.parquet holds personal data: title has 1 texts with {kind}"]


def test_the_numbers_of_ids_and_addresses_are_nobodys_telephone(copied_release):
    assert with_text(copied_release, "postings", posting_id="212-555-0142", url="https://x.io/@jane/212-555-0142") == []


def test_an_id_that_is_a_mailbox_is_found(copied_release):
    assert (
        "posting_id has 1 texts with an e-mail" in with_text(copied_release, "postings", posting_id="jane@acme.com")[0]
    )


def test_what_stands_in_any_other_table_is_found_too(copied_release):
    assert "why has 1 texts with an e-mail" in with_text(copied_release, "crawls", why="ask jane@acme.com")[0]


def test_a_release_that_names_somebody_is_refused_in_one_line(make_store, small):
    named = small["crawls"].with_columns(why=pl.lit("ask jane@acme.com"))
    with pytest.raises(StoreError, match=r"^release 2026\.07 is not published, .*holds personal data: why has .*$"):
        publish(make_store(crawls=named))
