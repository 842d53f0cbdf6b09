"""Data flows one way: the import table of the design, enforced."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("expectations", "spiders", "transforms", "warehouse", "dags")

MAY_IMPORT = {
    "expectations": {"expectations", "polars", "great_expectations"},
    "spiders": {
        "spiders",
        "expectations",
        "scrapy",
        "twisted",
        "zope",
        "itemadapter",
        "w3lib",
        "numpy",
        "polars",
        "extruct",
        "lxml",
        "xmltodict",
    },
    "transforms": {
        "transforms",
        "expectations",
        "polars",
        "polars_hash",
        "numpy",
        "scipy",
        "pycountry",
        "msgspec",
    },
    "warehouse": {
        "warehouse",
        "expectations",
        "polars",
        "pyarrow",
        "fsspec",
        "altair",
        "jinja2",
        "vl_convert",
        "markdown_it",
        "markupsafe",
        "warcio",
        "brotli",
    },
    "dags": {
        *ROOMS,
        "airflow",
        "apprise",
        "fastapi",
        "polars",
        "pyarrow",
        "pycountry",
        "pyspark",
        "typer",
        "rich",
        "httpx",
        "psutil",
        "sqlalchemy",
    },
}
"""What each room may import beside the standard library. Only the vocabulary is shared; only `dags` composes."""

STANDARD = set(__import__("sys").stdlib_module_names)


def imports(file: Path) -> Iterator[tuple[str, bool]]:
    """Name of the package imported, and whether that happens when the file is loaded."""
    tree = ast.parse(file.read_text())
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        at_load = node in tree.body
        yield from ((name.split(".")[0], at_load) for name in names)


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_the_design_allows(room: str) -> None:
    found = {(str(file.relative_to(ROOT)), name) for file in files(room) for name, _ in imports(file)}
    strange = {(file, name) for file, name in found if name not in MAY_IMPORT[room] | STANDARD}
    assert not strange


def test_great_expectations_is_imported_only_inside_functions() -> None:
    at_load = [file.name for file in files("expectations") if ("great_expectations", True) in set(imports(file))]
    assert at_load == []


def test_airflow_is_imported_by_dag_files_alone() -> None:
    dag_files = {"collect_postings.py", "count_demand.py", "publish_release.py", "rebuild_history.py"}
    beside = {"conventions.py", "days.py", "deadlines.py", "plugins/deadlines.py", "plugins/reports.py"}
    at_load = {
        str(file.relative_to(ROOT / "dags")) for file in files("dags") if ("airflow", True) in set(imports(file))
    }
    assert at_load <= dag_files | beside


def test_transforms_neither_collect_nor_look_at_the_clock_nor_go_row_by_row() -> None:
    forbidden = (".collect(", "map_elements", "iter_rows(", ".apply(", "datetime.now", "date.today", "open(")
    found = [(file.name, word) for file in files("transforms") for word in forbidden if word in file.read_text()]
    assert [pair for pair in found if pair[0] not in LOOKUPS] == []


LOOKUPS = ("gazetteer.py", "taxonomy.py")
"""Facts as data: read once from files and packages, never from postings."""


def test_only_the_warehouse_writes_tables() -> None:
    writers = ("write_parquet", "sink_parquet")
    found = {room for room in ROOMS for file in files(room) if any(word in file.read_text() for word in writers)}
    assert found <= {"warehouse", "dags"}
    outside = [file.name for file in files("dags") if any(word in file.read_text() for word in writers)]
    assert outside == ["classifying.py"], "`classify --output` writes the user's own file"
