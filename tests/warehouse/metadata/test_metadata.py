import re

import yaml

from warehouse.release.sums import SUMS, files_of
from warehouse.release.tables import RELEASED


def test_checksums_are_those_that_sha256sum_reads(release_folder):
    lines = (release_folder / SUMS).read_text("utf-8").splitlines()
    assert all(re.fullmatch(r"[0-9a-f]{64}  \S+", line) for line in lines)
    assert [line[66:] for line in lines] == files_of(release_folder)


def test_the_citation_file_has_what_its_format_requires(release_folder):
    cited = yaml.safe_load((release_folder / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert (cited["version"], str(cited["date-released"]), cited["type"]) == ("2026.07", "2026-07-03", "dataset")
    assert "SYNTHETIC DATA" in cited["title"]


def test_the_dictionary_tells_every_released_column(release_folder):
    text = (release_folder / "dictionary.md").read_text("utf-8")
    for table in RELEASED:
        section = text[text.index(f"### `{table.name}`") :].split("\n### ")[0]
        assert [name for name in table.public_columns if f"| `{name}` |" not in section] == []
