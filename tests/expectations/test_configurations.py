from expectations.configurations import built_once
from expectations.suite import compile_suite
from expectations.tables import TABLES


def test_an_expectation_has_its_own_configuration_built_once() -> None:
    first, second, *_ = compile_suite(TABLES["crawls"]).expectations
    as_declared = [first.configuration, second.configuration]
    with built_once():
        assert first.configuration is first.configuration
        assert [first.configuration, second.configuration] == as_declared
    assert first.configuration is not first.configuration, "only while it lasts"
