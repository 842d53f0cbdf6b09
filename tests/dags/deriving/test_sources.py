from dags.deriving.sources import sources_table
from expectations.tables import TABLES
from spiders.families import families


def test_every_family_and_every_import_has_a_card() -> None:
    table = TABLES["sources"].conform(sources_table(["lever", "my_file", "my_file"])).collect()
    kinds = dict(table.select("source", "kind").iter_rows())
    assert set(kinds) == {*families(), "my_file"}
    assert (kinds["my_file"], kinds["lever"], kinds["remotive"]) == ("import", "boards", "aggregator")


def test_a_disabled_source_says_why() -> None:
    table = sources_table([]).collect()
    assert set(table.filter(is_enabled=False)["source"]) == {"adzuna", "workday"}
    assert table["is_enabled"].equals(table["disabled_why"].is_null())
