"""The kinds of claims. The command line knows them without loading what checks them."""

from enum import StrEnum


class Kind(StrEnum):
    """What can be claimed."""

    majority = "majority"
    plurality = "plurality"
    rise = "rise"
    fall = "fall"
    above = "above"
    below = "below"
