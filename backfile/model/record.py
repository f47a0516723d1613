"""What every record is made of."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, gc=False):
    """The base of every record: immutable, compared by value, encoded canonically by msgspec.

    No record can hold itself, so none is the collector's: at 10,000 articles that takes a tenth of a second off each of
    its rounds, and 16 bytes off each record.
    """
