"""How the spiders behave towards hosts. Scrapy's own library defaults obey nothing and wait for nobody."""

from importlib.metadata import version
from typing import Any

from spiders.plan import Plan

ROBOT = "helpwanted"
"""The name that robots.txt may address."""

CONDUCT: dict[str, Any] = {
    # One request at a time, in all: a source is one host. The limit per host counts a request only when it reaches the wire,
    # so that a burst of them, all allowed by then, would be sent before it is counted.
    "CONCURRENT_REQUESTS": 1,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    # `spiders.conduct.robots` in its stead.
    "ROBOTSTXT_OBEY": False,
    "ROBOTSTXT_USER_AGENT": ROBOT,
    "REFERRER_POLICY": "no-referrer",
    "METAREFRESH_ENABLED": False,
    "REDIRECT_MAX_TIMES": 5,
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    # Before and after decompression. The largest recorded board has 1,400 postings, and a posting with its text some 20 kB.
    # JSON takes up to 26 times its bytes when parsed (measured: nothing but empty lists), so this is 1.6 GB at worst.
    "DOWNLOAD_MAXSIZE": 64 * 1024 * 1024,
    "DOWNLOAD_WARNSIZE": 0,
    # A proxy would resolve names where nobody checks the addresses.
    "HTTPPROXY_ENABLED": False,
    "DEFAULT_REQUEST_HEADERS": {
        "Accept": "application/json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.1",
        "Accept-Language": "en",
    },
    "DOWNLOADER_MIDDLEWARES": {
        # Not merely disabled: to load what keeps cookies takes 0.07 CPU-seconds of each crawl's process.
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
        "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
        "spiders.conduct.robots.Robots": 100,
        "spiders.conduct.budget.Budget": 110,
        "spiders.conduct.patience.PatientRetry": 550,
        "spiders.conduct.pace.Pace": 840,
        "spiders.conduct.addresses.Addresses": 850,
        "spiders.conduct.traffic.Traffic": 860,
    },
    "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
    # Where a plan has a cache: what must not answer for a host another time.
    "HTTPCACHE_IGNORE_HTTP_CODES": [304, 429, *range(500, 600)],
}

POLITE: dict[str, Any] = {
    "DOWNLOAD_DELAY": 1.0,
    "AUTOTHROTTLE_ENABLED": True,
    "AUTOTHROTTLE_START_DELAY": 1.0,
    "AUTOTHROTTLE_MAX_DELAY": 60.0,
    # A slow host gets as much rest as work.
    "AUTOTHROTTLE_TARGET_CONCURRENCY": 0.5,
    "DOWNLOAD_TIMEOUT": 60,
    "RETRY_TIMES": 3,
    "BACKOFF_SECONDS": 4.0,
    "LONGEST_WAIT_SECONDS": 300.0,
    "LEAVES_HOSTS_ALONE": True,
    "BUDGET_ENABLED": True,
    # Both are set for each ask, by the card of its source and by what was asked earlier today.
    "DAILY_REQUESTS": 2_000,
    "REQUESTS_SPENT": 0,
    # A thousand pages, the most of one board, take 17 minutes at a second's delay; a day's budget takes 34.
    "BOARD_SECONDS": 30 * 60.0,
    "CRAWL_SECONDS": 4 * 60 * 60.0,
}

LOOPBACK: dict[str, Any] = {
    # The sandbox is on this machine: waiting for it is waste, and one answer takes it milliseconds.
    "DOWNLOAD_TIMEOUT": 3,
    "RETRY_TIMES": 1,
    "BACKOFF_SECONDS": 0.0,
    "LONGEST_WAIT_SECONDS": 0.0,
    # One host plays them all: what it says about one board it does not mean for the others.
    "LEAVES_HOSTS_ALONE": False,
}

HOUSEKEEPING: dict[str, Any] = {
    "STATS_DUMP": False,
    "LOGSTATS_INTERVAL": 0,
    "TELNETCONSOLE_ENABLED": False,
    "MEMUSAGE_ENABLED": False,
    "DOWNLOAD_HANDLERS": {"s3": None, "ftp": None, "data": None, "file": None},
    "FEED_EXPORTERS": {"items": "spiders.feeds.ItemLines"},
    "CONCURRENT_ITEMS": 1,
    "WARN_ON_GENERATOR_RETURN_VALUE": False,
    # What counts, traces or guards things that a crawl of listings does not have costs more than the crawl itself; the
    # remote control loads aiohttp, which takes 0.2 of the 1.3 CPU-seconds that a crawl's process needs to start.
    "DOWNLOADER_STATS": False,
    "EXTENSIONS": dict.fromkeys(
        (
            "scrapy.extensions.corestats.CoreStats",
            "scrapy.extensions.logcount.LogCount",
            "scrapy.extensions.logstats.LogStats",
            "scrapy.extensions.remote_control.RemoteControl",
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
    agent = {"USER_AGENT": f"{ROBOT}/{version('helpwanted')} (+{plan.contact or 'sandbox'})"}
    pace = POLITE if plan.polite else LOOPBACK
    cache = {"HTTPCACHE_ENABLED": True, "HTTPCACHE_DIR": plan.http_cache} if plan.http_cache else {}
    reach = {"IS_SANDBOX": bool(plan.sandbox)}
    return {**CONDUCT, **pace, **HOUSEKEEPING, **cache, **reach, **agent, **plan.overrides}
