from warehouse.vintages.origin import read_inputs


def test_inputs_are_read_as_they_are_listed():
    assert read_inputs("abc  tables/x.parquet\ndef  tables/a  b.parquet\n") == {
        "tables/x.parquet": "abc",
        "tables/a  b.parquet": "def",
    }
