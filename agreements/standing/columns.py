"""The register as a sheet: which columns there are, what each says of an agreement, and in what unit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agreements.models import Party
from agreements.rules.amount import in_prose
from agreements.rules.metric import Metric
from agreements.standing.agreement import MetricStanding, Standing

Value = str | int | float | None


@dataclass(frozen=True)
class Column:
    """``key`` is also the word by which the sheet, coming in again, knows the column."""

    key: str
    heading: str
    value: Callable[[Standing], Value]
    is_number: bool = False


def _pledged(metric: Metric) -> Callable[[Standing], Value]:
    """As it was said (120~150명, 100석 이상), so that what goes out comes in again as the same value."""

    def value(standing: Standing) -> Value:
        said = standing.metrics[metric].pledged if metric in standing.metrics else None
        return in_prose(said, metric) if said else None

    return value


def _confirmed(metric: Metric) -> Callable[[Standing], Value]:
    def value(standing: Standing) -> Value:
        found = _metric(standing, metric)
        return found.confirmed.said.low if found and found.confirmed else None

    return value


def _rate(metric: Metric) -> Callable[[Standing], Value]:
    def value(standing: Standing) -> Value:
        found = _metric(standing, metric)
        return float(found.rate) if found and found.rate is not None else None

    return value


def _metric(standing: Standing, metric: Metric) -> MetricStanding | None:
    return standing.metrics.get(metric)


def _names(roles: frozenset[str]) -> Callable[[Standing], Value]:
    def value(standing: Standing) -> Value:
        return "\n".join(str(party.organisation) for party in standing.parties if party.role in roles)

    return value


def _others(standing: Standing) -> Value:
    """With the part they play behind the name, as a sheet that comes in is read."""
    others = [party for party in standing.parties if party.role in OTHERS]
    return "\n".join(
        f"{party.organisation}" + ("" if party.role == Party.Role.PARTNER else f"({party.get_role_display()})")
        for party in others
    )


COMPANY = frozenset({Party.Role.COMPANY.value})
OTHERS = frozenset(Party.Role.values) - COMPANY - {Party.Role.CITY.value}


def _of(read: Callable[[Any], Value]) -> Callable[[Standing], Value]:
    return lambda standing: read(standing.agreement)


COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        Column("key", "관리번호", _of(lambda a: a.key)),
        Column("city", "지자체", _of(lambda a: str(a.municipality))),
        Column("name", "협약명", _of(lambda a: a.name)),
        Column("company", "기업명", _names(COMPANY)),
        Column("others", "기타 당사자", _others),
        Column("kind", "협약 종류", _of(lambda a: a.get_kind_display())),
        Column("form", "투자 형태", _of(lambda a: a.get_form_display())),
        Column("signed", "체결일", _of(lambda a: str(a.signed) or a.signed_words)),
        Column("venue", "체결 장소", _of(lambda a: a.venue)),
        Column("district", "시·군·구", _of(lambda a: str(a.district or ""))),
        Column("seats", "상담석 협약(석)", _pledged(Metric.SEATS)),
        Column("seats_confirmed", "상담석 실적(석)", _confirmed(Metric.SEATS), is_number=True),
        Column("jobs", "고용 협약(명)", _pledged(Metric.JOBS)),
        Column("jobs_confirmed", "고용 실적(명)", _confirmed(Metric.JOBS), is_number=True),
        Column("jobs_rate", "고용 이행률(%)", _rate(Metric.JOBS), is_number=True),
        Column("investment", "투자액 협약", _pledged(Metric.INVESTMENT)),
        Column("due", "이행 기한", lambda s: str(s.due) or s.due.words),
        Column("progress", "추진 단계 표시", lambda s: s.progress_name),
        Column("checked", "최근 확인일", lambda s: s.checked_on.isoformat() if s.checked_on else None),
        Column("department", "담당 부서", _of(lambda a: str(a.department or ""))),
        Column("officer", "담당자", _of(lambda a: str(a.officer or ""))),
    )
}
USUAL = tuple(COLUMNS)


def chosen(keys: list[str]) -> list[Column]:
    """The columns a person wants, in that order; all of them in the usual order where none is named."""
    return [COLUMNS[key] for key in dict.fromkeys(keys) if key in COLUMNS] or list(COLUMNS.values())
