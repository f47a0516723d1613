"""What every record is made of."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True):
    """The base of every record: immutable, compared by value, encoded canonically by msgspec."""
