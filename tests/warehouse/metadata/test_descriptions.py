"""Every description of a release, before the validator of its own format; CITATION.cff has a file of its own."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest
import rdflib
from jsonschema.validators import validator_for

from expectations.tables import TABLES
from warehouse.metadata.croissant import semantic
from warehouse.release.sums import sha256
from warehouse.release.tables import RELEASED

JSONS = ("release.json", "dictionary.json", "datapackage.json", "croissant.json", "dataset.jsonld", ".zenodo.json")
STOCK = pl.col("role") == "any_social", pl.col("country") == "ZZ", pl.col("rung") == "any"


@pytest.fixture
def told(release_folder):
    """`told(name)`: what a JSON file of the release says."""
    return lambda name: json.loads((release_folder / name).read_text("utf-8"))


@pytest.mark.parametrize("name", JSONS)
def test_whatever_describes_synthetic_data_says_so(told, name):
    assert "SYNTHETIC DATA" in json.dumps(told(name)) or told(name)["is_synthetic"] == "true"


def test_frictionless_finds_the_package_and_every_row_of_its_csv_valid(release_folder):
    from frictionless import Package, system

    with system.use_context(trusted=True):
        package = Package(str(release_folder / "datapackage.json"))
        assert [resource.name for resource in package.resources][: len(RELEASED)] == [table.name for table in RELEASED]
        for resource in package.resources:
            if resource.format == "csv":
                report = resource.validate()
                assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]


def test_every_column_of_a_trend_is_explained(told):
    trends = [resource for resource in told("datapackage.json")["resources"] if resource["format"] == "csv"]
    assert len(trends) == 2
    assert all(field["description"] for trend in trends for field in trend["schema"]["fields"])


def test_the_package_tells_the_digest_of_every_file(release_folder, told):
    for resource in told("datapackage.json")["resources"]:
        assert resource["hash"] == f"sha256:{sha256(release_folder / resource['path'])}"
        assert resource["bytes"] == (release_folder / resource["path"]).stat().st_size


def test_the_croissant_is_valid_and_gives_the_numbers_of_the_trend_table(release_folder, tmp_path, monkeypatch):
    import mlcroissant

    monkeypatch.setenv("HOME", str(tmp_path))
    folder = Path(shutil.copytree(release_folder, tmp_path / "release"))
    dataset = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    assert list(dataset.metadata.ctx.issues.errors) == []
    assert list(dataset.metadata.ctx.issues.warnings) == []
    rows = [
        {key.split("/")[-1]: value for key, value in row.items()} for row in dataset.records("demand_monthly-records")
    ]
    found = {
        row["month"].decode(): int(row["open"])
        for row in rows
        if (row["role"], row["country"], row["rung"]) == (b"any_social", b"ZZ", b"any")
    }
    trend = pl.read_csv(folder / "trends/demand_by_role.csv").filter(role="any_social")
    assert found == dict(trend.select("month", "open").iter_rows())


@pytest.mark.parametrize(
    ("release", "version"), [("2026.11", "2026.11.1"), ("2026.07.2", "2026.7.2"), ("first", "first")]
)
def test_a_release_is_a_semantic_version_where_its_name_allows_it(release, version):
    assert semantic(release) == version


def test_search_engines_find_a_dataset_with_what_they_ask_for(release_folder):
    graph = rdflib.Graph().parse(release_folder / "dataset.jsonld", format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    (dataset,) = graph.subjects(rdflib.RDF.type, schema.Dataset)
    for asked in ("name", "license", "creator", "temporalCoverage", "version", "distribution", "variableMeasured"):
        assert list(graph.objects(dataset, schema[asked])), asked
    (description,) = graph.objects(dataset, schema.description)
    assert 50 <= len(description) <= 5000  # what Google's Dataset Search takes


def test_without_a_host_a_release_has_no_address_and_its_files_lie_beside_their_description(release_folder, told):
    assert "url" not in told("dataset.jsonld")
    assert "url" not in told("croissant.json")
    for download in told("dataset.jsonld")["distribution"]:
        assert (release_folder / download["contentUrl"]).is_file()


ZENODO = {
    "type": "object",
    "required": ["upload_type", "title", "description", "creators", "access_right", "license"],
    "additionalProperties": False,
    "properties": {
        "upload_type": {"enum": ["publication", "poster", "presentation", "dataset", "image", "video", "software"]},
        "title": {"type": "string", "minLength": 1},
        "description": {"type": "string", "minLength": 1},
        "creators": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"]}},
        "publication_date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "access_right": {"enum": ["open", "embargoed", "restricted", "closed"]},
        "license": {"enum": ["CC-BY-4.0", "CC0-1.0"]},
        "keywords": {"type": "array", "items": {"type": "string"}},
        "version": {"type": "string"},
        "language": {"type": "string", "pattern": "^[a-z]{3}$"},
    },
}
"""What a deposit may state, after Zenodo's documentation (https://developers.zenodo.org, “Deposit metadata”) and zenodraft's
schema 0.3.0, neither of which can be installed."""


def test_zenodo_is_told_what_a_deposit_may_state(told):
    assert [error.message for error in validator_for(ZENODO)(ZENODO).iter_errors(told(".zenodo.json"))] == []


def test_the_dictionary_for_programs_and_for_a_browser_tells_every_column(release_folder, told):
    page = (release_folder / "dictionary.html").read_text("utf-8")
    for table in told("dictionary.json")["tables"]:
        names = [column["name"] for column in table["columns"]]
        assert names == list(TABLES[table["name"]].public_columns)
        section = page[page.index(f'<section id="{table["name"]}">') :].split("</section>")[0]
        assert [name for name in names if f'<th scope="row">{name}</th>' not in section] == []
