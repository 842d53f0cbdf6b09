from tests.transforms.rows import table
from warehouse.findings.linking import with_rates


def test_precision_is_of_what_is_linked_and_recall_of_what_should_be():
    row = with_rates(table("linkage", {"hits": 3, "wrong": 1, "missed": 2})).collect().row(0, named=True)
    assert (row["precision"], row["recall"]) == (0.75, 0.6)
