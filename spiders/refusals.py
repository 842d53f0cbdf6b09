"""What it means that a board gave no listing: a status and one line that says why."""

from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from spiders.conduct.not_asked import NotAsked
from spiders.listing import Judgement

BLOCKED_CODES = (401, 403, 429)
"""Answers that mean: not you, or not now. Any other that is no listing is a failure."""

LONGEST_WHY = 200
"""Characters of a reason: an error's text may hold the body that made it."""


def refusal(error: BaseException | None) -> Judgement:
    """Of a request that was not answered, or not with a listing."""
    if isinstance(error, HttpError):
        code = error.response.status
        return Judgement("blocked" if code in BLOCKED_CODES else "failed", f"HTTP {code}")
    if isinstance(error, NotAsked):
        return Judgement(error.status, str(error))
    if isinstance(error, IgnoreRequest):
        return Judgement("failed", str(error))
    if isinstance(error, DownloadTimeoutError):
        return Judgement("failed", "time-out")
    return Judgement("failed", f"{type(error).__name__}: {error}"[:LONGEST_WHY])


def no_address(error: ValueError) -> Judgement:
    """Of a token or a link that makes no address."""
    return Judgement("failed", f"no address of the web: {error}"[:LONGEST_WHY])


def bug(error: Exception) -> Judgement:
    """Of an answer that our own code could not bear."""
    return Judgement("failed", f"error of the spider: {type(error).__name__}: {error}"[:LONGEST_WHY])
