"""A gzip file read as far as it goes: Python's own reader raises at a cut end and keeps what it had read until then."""

import zlib
from typing import BinaryIO

BLOCK = 64 * 1024


class Unzipped:
    """The bytes in a gzip file of any number of members. Where it is cut off, it ends, and `is_cut` says so."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._member: zlib._Decompress | None = None
        self.is_cut = False

    def read(self, size: int) -> bytes:
        """Up to `size` bytes, none at the end. Raises `zlib.error` where it is no gzip."""
        while packed := self._packed():
            assert self._member is not None
            if unpacked := self._member.decompress(packed, size):
                return unpacked
        self.is_cut = self._member is not None and not self._member.eof
        return b""

    def _packed(self) -> bytes:
        """What to unpack next; a new member begins where the last one has ended."""
        is_between = self._member is None or self._member.eof
        left = b"" if self._member is None else self._member.unused_data if is_between else self._member.unconsumed_tail
        packed = left or self._file.read(BLOCK)
        if is_between and packed:
            self._member = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        return packed
