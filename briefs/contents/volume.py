"""A long list in volumes: the rows of one, and the sums above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from agreements.standing import Standing, Total, total_of
from briefs.contents.chosen import volumes_of
from briefs.contents.figures import WHOLE
from briefs.contents.order import MOST_ROWS, NotYetError, Order


@dataclass(frozen=True)
class Volume:
    """``number`` 0: the whole. ``first`` is the number of its first row in the whole list."""

    rows: Sequence[Standing]
    whole: Total
    number: int = 0
    of: int = 0
    first: int = 1

    @property
    def ending(self) -> str:
        """Of the title."""
        return f"({self.number}/{self.of}권)" if self.number else ""

    @property
    def sums(self) -> list[Total]:
        """계, or 계(전체) and 소계 of the volume."""
        if not self.number:
            return [self.whole]
        return [
            total_of(f"{WHOLE}(전체)", self.whole.standings, "whole"),
            total_of(f"소계(제{self.number}권)", self.rows, "volume"),
        ]


def volume_of(order: Order, found: Sequence[Standing]) -> Volume:
    whole, of = total_of(WHOLE, found, "whole"), volumes_of(len(found))
    if order.volume > max(of, 1):
        raise NotYetError(f"제{order.volume}권은 없습니다. 모두 {max(of, 1)}권이므로 그 안에서 고르십시오.")
    if not order.volume or not of:
        return Volume(found, whole)
    return Volume(order.slice(list(found)), whole, order.volume, of, (order.volume - 1) * MOST_ROWS + 1)
