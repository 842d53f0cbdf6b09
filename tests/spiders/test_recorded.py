"""Recorded real answers, served on loopback where the real hosts would serve them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders.run import crawl
from tests.spiders.conftest import DAY, Answers, ask, serving

RECORDED = Path(__file__).parents[3] / "shared/realdata/ats"
pytestmark = pytest.mark.skipif(
    not RECORDED.exists(), reason="needs ../shared/realdata/ats, which is not part of the project"
)

ADDRESSES = {
    "greenhouse": "/boards-api.greenhouse.io/v1/boards/{board}/jobs?content=true",
    "lever": "/api.lever.co/v0/postings/{board}?mode=json",
    "personio": "/{board}.jobs.personio.de/xml?language=en",
    "smartrecruiters": "/api.smartrecruiters.com/v1/companies/{board}/postings?limit=100&offset=0",
    "workable": "/apply.workable.com/api/v1/widget/accounts/{board}?details=true",
    "ashby": "/api.ashbyhq.com/posting-api/job-board/{board}?includeCompensation=true",
}
NOT_WHOLE = {
    "lyft_greenhouse_listing_raw": ("partial", "the board says it has 147, its answer holds 2"),
    "careerkit_greenhouse": ("partial", "the board says it has 37, its answer holds 2"),
    "greenhouse_api_raw_detail": ("failed", "wrong shape: no list at jobs"),
    "nexhealth_greenhouse_job_detail_detail": ("failed", "wrong shape: no list at jobs"),
}


def _bodies(source: str) -> dict[str, Path]:
    return {path.stem: path for path in sorted((RECORDED / source).glob("*.*"))}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Answers]]:
    folder = tmp_path_factory.mktemp("recorded")
    served = {
        f"/{DAY}" + ADDRESSES[source].format(board=board.replace("%", "%25")): path.read_bytes()
        for source in ADDRESSES
        for board, path in _bodies(source).items()
    }
    with serving(lambda asked: (200, {}, served[asked.path]) if asked.path in served else (404, {}, b"")) as url:
        asks = [ask(folder / source, source, list(_bodies(source))) for source in ADDRESSES]
        crawl({"sandbox": url, "polite": False, "asks": asks})
        yield {source: Answers(folder / source) for source in ADDRESSES}


@pytest.mark.parametrize("source", ADDRESSES)
def test_every_recorded_listing_is_read_whole(answers: dict[str, Answers], source: str) -> None:
    assert set(answers[source].crawls) == set(_bodies(source))
    for board, crawled in answers[source].crawls.items():
        expected = NOT_WHOLE.get(board, ("complete", None))
        assert (crawled["status"], crawled["why"]) == expected, board


def test_what_is_no_vacancy_is_rejected_and_still_counts_for_the_total(answers: dict[str, Answers]) -> None:
    rubrik = answers["greenhouse"].crawls["rubrik_greenhouse_listing"]
    assert (rubrik["listed"], rubrik["collected"], rubrik["rejected"]) == (212, 209, 3)
    assert {reject["reason"] for reject in answers["greenhouse"].rejects} == {"prospect post, no vacancy"}


@pytest.mark.parametrize("source", ADDRESSES)
def test_a_recorded_posting_says_when_where_and_what(answers: dict[str, Answers], source: str) -> None:
    postings = answers[source].postings
    for field in ("title", "employer", "location", "url", "posted_at"):
        filled = sum(posting[field] is not None for posting in postings)
        assert filled == len(postings), field
        assert all(posting[field] == posting[field].strip() for posting in postings)
    assert len({(posting["board"], posting["posting_id"]) for posting in postings}) == len(postings)


def test_the_posting_date_is_the_first_publication(answers: dict[str, Answers]) -> None:
    stated = json.loads(_bodies("greenhouse")["rubrik_greenhouse_listing"].read_bytes())["jobs"]
    dates = {str(job["id"]): job["first_published"] for job in stated}
    found = [posting for posting in answers["greenhouse"].postings if posting["board"] == "rubrik_greenhouse_listing"]
    assert all(posting["posted_at"] == dates[posting["posting_id"]] for posting in found)


def test_few_fields_of_recorded_answers_are_unread(answers: dict[str, Answers]) -> None:
    unread = {
        field
        for found in answers.values()
        for crawled in found.crawls.values()
        for field in json.loads(crawled["unread_fields"])
    }
    assert unread <= {"employment", "ai_opt_out_request_url", "metadata.value"}, unread
