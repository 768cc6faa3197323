"""Tables with a line for each agreement: joint pledges are never split, so the agreement is the smallest part."""

from collections.abc import Callable, Sequence
from datetime import date

from agreements.answers.answer import Cell, Column, Nil, Row, Table, Value
from agreements.answers.cells import Make, confirmed, pledged, press, rate
from agreements.periods import whole_years_between
from agreements.rules.metric import METRIC_LABELS, METRIC_UNITS, Metric
from agreements.standing import Standing, total_of

Of = Callable[[Standing], Cell]


class Field:
    """A column, what it says of one agreement, and of all of them; ``whole`` None leaves the sum blank."""

    def __init__(self, column: Column, of: Of, whole: Make | None = None) -> None:
        self.column, self.of, self.whole = column, of, whole


def table_of_each(key: str, title: str, fields: Sequence[Field], found: Sequence[Standing], *, note: str = "") -> Table:
    """계 first where any column has one; then the agreements in the given order."""
    rows = [Row(s.agreement.key, who(s), tuple(f.of(s) for f in fields), agreement=s.agreement.pk) for s in found]
    if any(field.whole for field in fields) and rows:
        whole = total_of("계", found)
        cells = tuple(field.whole(whole) if field.whole else Cell("") for field in fields)
        rows.insert(0, Row("sum", "계", cells, is_sum=True))
    return Table(key, title, "기업명", tuple(field.column for field in fields), tuple(rows), note)


def who(standing: Standing) -> str:
    """Its companies, else all who take part, else its own name."""
    parties = standing.companies or standing.parties
    return "·".join(dict.fromkeys(str(party.organisation) for party in parties)) or str(standing.agreement)


def by_name(found: Sequence[Standing]) -> list[Standing]:
    return sorted(found, key=lambda one: (who(one), one.agreement.key))


def text(key: str, label: str, of: Callable[[Standing], Value], nil: Nil = Nil.NOT_APPLICABLE) -> Field:
    return Field(Column(key, label), lambda standing: Cell(of(standing) or None, nil, behind=(standing.agreement.pk,)))


def signed() -> Field:
    return text("signed", "체결일", lambda standing: standing.agreement.signed, Nil.UNKNOWN)


def pledged_of(metric: Metric) -> Field:
    column = Column(
        f"{metric}_pledged", f"{METRIC_LABELS[metric]} 협약", unit_of(metric), adds=True, decimals=_decimals(metric)
    )

    def of(standing: Standing) -> Cell:
        return Cell(standing.metrics[metric].pledged, behind=(standing.agreement.pk,))

    return Field(column, of, pledged(metric))


def confirmed_of(metric: Metric) -> Field:
    column = Column(
        f"{metric}_confirmed",
        f"{METRIC_LABELS[metric]} 실적(확인)",
        unit_of(metric),
        adds=True,
        decimals=_decimals(metric),
    )

    def of(standing: Standing) -> Cell:
        found = standing.metrics[metric]
        nil = Nil.UNCHECKED if found.promise else Nil.NOT_APPLICABLE
        return Cell(found.confirmed.said if found.confirmed else None, nil, behind=(standing.agreement.pk,))

    return Field(column, of, confirmed(metric))


def press_of(metric: Metric) -> Field:
    column = Column(
        f"{metric}_press", f"{METRIC_LABELS[metric]} 보고*", unit_of(metric), adds=True, decimals=_decimals(metric)
    )

    def of(standing: Standing) -> Cell:
        found = standing.metrics[metric].press
        return Cell(found.said if found else None, is_press=True, behind=(standing.agreement.pk,))

    return Field(column, of, press(metric))


def rate_of(metric: Metric) -> Field:
    column = Column(f"{metric}_rate", f"{METRIC_LABELS[metric]} 이행률", "%", decimals=1)

    def of(standing: Standing) -> Cell:
        nil = Nil.UNCHECKED if standing.metrics[metric].promise else Nil.NOT_APPLICABLE
        return Cell(standing.metrics[metric].rate, nil, behind=(standing.agreement.pk,))

    return Field(column, of, rate(metric))


def metric_fields(metric: Metric) -> list[Field]:
    return [pledged_of(metric), confirmed_of(metric), press_of(metric), rate_of(metric)]


def unit_of(metric: Metric) -> str:
    """Money stands in 억원 in tables."""
    return "억원" if metric == Metric.INVESTMENT else METRIC_UNITS[metric]


def _decimals(metric: Metric) -> int:
    return 1 if metric == Metric.INVESTMENT else 0


def years_since(standing: Standing, day: date) -> int | None:
    """Whole years from the last day of what is known of the signing; None where nothing is."""
    signed_on = standing.agreement.signed.last_day
    return max(0, whole_years_between(signed_on, day)) if signed_on else None
