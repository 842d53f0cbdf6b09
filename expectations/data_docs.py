"""Great Expectations' Data Docs of what the gate found in one table, as the sections of a page.

The sections are Great Expectations' own. Its page around them loads style sheets and scripts from content networks, so a
page of ours (`warehouse/templates/data_docs.html`) takes its place. They are made from the verdicts that the gate
recorded: nothing is validated twice, and a file that was kept out has its page too.
"""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.contracts import Table, Verdict
from expectations.suite import compile_suite

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

TEMPLATES = Path(__file__).with_name("templates")
NOTHING_RAISED = {"raised_exception": False, "exception_message": None, "exception_traceback": None}


def sections(table: Table, found: Sequence[Verdict]) -> str:
    """The expectations of a table as HTML, each with whether it is met; `found` are the verdicts of one day or month on it.

    An expectation on a table kept by source holds where it holds for every source.
    """
    from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
    from great_expectations.render.view.view import DefaultJinjaPageView

    document = ValidationResultsPageRenderer().render(_results(table, found))
    # The first section is an overview with links to pages that are not here; the page around has its own.
    document.sections = document.sections[1:]
    view = DefaultJinjaPageView(custom_views_directory=str(TEMPLATES))
    return str(view.render(document, template="sections.html"))  # type: ignore[no-untyped-call]


def _results(table: Table, found: Sequence[Verdict]) -> "ExpectationSuiteValidationResult":
    from great_expectations.core import ExpectationSuiteValidationResult

    judged = [_result(config, found) for config in compile_suite(table).expectation_configurations]
    met = sum(bool(result.success) for result in judged)
    return ExpectationSuiteValidationResult(
        success=met == len(judged),
        results=judged,
        suite_name=table.name,
        statistics={
            "evaluated_expectations": len(judged),
            "successful_expectations": met,
            "unsuccessful_expectations": len(judged) - met,
            "success_percent": 100 * met / len(judged),
        },
        meta={"active_batch_definition": {}},
    )


def _result(config: "ExpectationConfiguration", found: Sequence[Verdict]) -> "ExpectationValidationResult":
    from great_expectations.core import ExpectationValidationResult

    name = (config.meta or {})["name"]
    failed = [verdict for verdict in found if verdict.expectation == name and not verdict.is_success]
    # Great Expectations escapes what it is told in a template, and nothing of what was observed.
    observed: dict[str, Any] = {
        "observed_value": escape("; ".join(_in_words(verdict) for verdict in failed)) or "0 offending"
    }
    if not failed:
        observed["unexpected_percent"] = 0.0  # what the renderer of missing values reads in its place
    return ExpectationValidationResult(
        success=not failed, expectation_config=config, result=observed, exception_info=NOTHING_RAISED
    )


def _in_words(verdict: Verdict) -> str:
    _, slash, source = verdict.partition.partition("/")
    return f"{source}: {verdict.observed}" if slash else verdict.observed
