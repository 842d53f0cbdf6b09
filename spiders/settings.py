"""How the spiders behave towards hosts. Scrapy's own library defaults obey nothing and wait for nobody."""

from importlib.metadata import version
from typing import Any

from spiders.plan import Plan

ROBOT = "helpwanted"
"""The name that robots.txt may address."""

CONDUCT: dict[str, Any] = {
    # One request at a time, in all: a source is one host. The limit per host alone would not do in Scrapy 2.19: requests that
    # wait for robots.txt together are let through unchecked, all but the first (since scrapy/scrapy#6802), and a burst is sent
    # before it is counted.
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "ROBOTSTXT_OBEY": True,
    "ROBOTSTXT_USER_AGENT": ROBOT,
    "COOKIES_ENABLED": False,
    "REFERRER_POLICY": "no-referrer",
    "METAREFRESH_ENABLED": False,
    "REDIRECT_MAX_TIMES": 5,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    # The largest recorded listing (391 postings, no texts) has 0.8 MB; with texts a few thousand postings stay below this.
    "DOWNLOAD_MAXSIZE": 128 * 1024 * 1024,
    "DOWNLOAD_WARNSIZE": 0,
    "DEFAULT_REQUEST_HEADERS": {"Accept": "application/json", "Accept-Language": "en"},
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
        "spiders.patience.PatientRetry": 550,
        "spiders.traffic.Traffic": 860,
    },
    "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
}

POLITE: dict[str, Any] = {
    "DOWNLOAD_DELAY": 1.0,
    "AUTOTHROTTLE_ENABLED": True,
    "AUTOTHROTTLE_START_DELAY": 1.0,
    "AUTOTHROTTLE_MAX_DELAY": 60.0,
    "DOWNLOAD_TIMEOUT": 60,
    "RETRY_TIMES": 3,
    "BACKOFF_SECONDS": 4.0,
    "RETRY_AFTER_MAX_SECONDS": 300.0,
}

LOOPBACK: dict[str, Any] = {
    # The sandbox is on this machine: waiting for it is waste, and one answer takes it milliseconds.
    "DOWNLOAD_TIMEOUT": 3,
    "RETRY_TIMES": 1,
    "BACKOFF_SECONDS": 0.0,
    "RETRY_AFTER_MAX_SECONDS": 0.0,
}

HOUSEKEEPING: dict[str, Any] = {
    "STATS_DUMP": False,
    "LOGSTATS_INTERVAL": 0,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "MEMUSAGE_ENABLED": False,
    "DOWNLOAD_HANDLERS": {"s3": None, "ftp": None, "data": None, "file": None},
    "FEED_EXPORTERS": {"items": "spiders.feeds.ItemLines"},
    "CONCURRENT_ITEMS": 1,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
    # What counts, traces or guards things that a crawl of listings does not have costs more than the crawl itself.
    "DOWNLOADER_STATS": False,
    "EXTENSIONS": dict.fromkeys(
        (
            "scrapy.extensions.corestats.CoreStats",
            "scrapy.extensions.logcount.LogCount",
            "scrapy.extensions.logstats.LogStats",
            "scrapy.extensions.spiderstate.SpiderState",
        )
    ),
    "SPIDER_MIDDLEWARES": dict.fromkeys(
        (
            "scrapy.spidermiddlewares.depth.DepthMiddleware",
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",
            "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
        )
    ),
}


def settings(plan: Plan) -> dict[str, Any]:
    """The Scrapy settings of a plan. Whoever is asked can see who asks, and how to reach them."""
    reach = plan.contact or "sandbox"
    agent = {"USER_AGENT": f"{ROBOT}/{version('helpwanted')} (+{reach})"}
    pace = POLITE if plan.polite else LOOPBACK
    return {**CONDUCT, **pace, **HOUSEKEEPING, **agent, **plan.overrides}
