"""How amounts are written. Money stands in 억원 in tables and in words in prose; 석 and 명 as they were said."""

from decimal import ROUND_HALF_UP, Decimal

from agreements.rules.metric import METRIC_UNITS, Metric
from agreements.rules.said import Said, Wording

EOK = 100_000_000
MAN = 10_000


def in_eok(won: int) -> str:
    """억원: whole from 100억, one decimal below, two below 1억, so that 3,000만 원 does not read 0.3 by chance."""
    step = "1" if abs(won) >= 100 * EOK else "0.1" if abs(won) >= EOK else "0.01"
    return f"{(Decimal(won) / EOK).quantize(Decimal(step), ROUND_HALF_UP):,}"


def in_won(won: int) -> str:
    """``12억 5,000만 원``, ``5,303억 원``, ``29조 4,000억 원``."""
    whole, rest = divmod(won, EOK)
    trillion, hundred_million = divmod(whole, 10_000)
    parts = [(trillion, "조"), (hundred_million, "억"), (rest // MAN, "만"), (rest % MAN, "")]
    return f"{' '.join(f'{value:,}{unit}' for value, unit in parts if value) or '0'} 원"


def in_table(said: Said, metric: Metric) -> str:
    """``100 이상``, ``120~150``; money in 억원."""
    if metric != Metric.INVESTMENT:
        return str(said)
    return _worded(said, in_eok(said.low), in_eok(said.high))


def in_prose(said: Said, metric: Metric) -> str:
    """``100석 이상``, ``120~150명``, ``22억 원``: with its unit."""
    if metric == Metric.INVESTMENT:
        return _worded(said, in_won(said.low), in_won(said.high))
    unit = METRIC_UNITS[metric]
    match said.wording:
        case Wording.AT_LEAST:
            return f"{said.low:,}{unit} 이상"
        case Wording.OVER:
            return f"{said.low:,}여 {unit}"
        case _:
            return f"{said}{unit}"


def _worded(said: Said, low: str, high: str) -> str:
    match said.wording:
        case Wording.AT_LEAST:
            return f"{low} 이상"
        case Wording.AT_MOST:
            return f"최대 {high}"
        case Wording.OVER:
            return f"{low.removesuffix(' 원')}여{' 원' if low.endswith(' 원') else ''}"
        case Wording.ABOUT:
            return f"약 {low}"
        case _:
            return low if low == high else f"{low.removesuffix(' 원')}~{high}"
