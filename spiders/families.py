"""The board families, found by looking: nothing is registered by hand."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from scrapy.utils.spider import iter_spider_classes

import spiders
from spiders.base import BoardSpider


@cache
def families() -> dict[str, type[BoardSpider]]:
    """Source name → spider class, for every module of this package that declares a spider with a name."""
    modules = [
        import_module(f"{spiders.__name__}.{found.name}") for found in iter_modules(spiders.__path__) if not found.ispkg
    ]
    found = [spider for module in modules for spider in iter_spider_classes(module)]
    return {spider.name: spider for spider in found if issubclass(spider, BoardSpider)}
