"""The families that the sandbox speaks for, found by looking: one module for each."""

from functools import cache
from importlib import import_module
from inspect import getmembers, isabstract, isclass
from pkgutil import iter_modules

from spiders.sandbox.formats.format import Format


@cache
def formats() -> dict[str, Format]:
    """Source name → its format."""
    modules = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
    classes = {
        kind
        for module in modules
        for _, kind in getmembers(module, isclass)
        if issubclass(kind, Format) and not isabstract(kind)
    }
    return {kind.source: kind() for kind in sorted(classes, key=lambda kind: kind.source)}
