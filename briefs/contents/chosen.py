"""Which agreements of a register an order asks for, by the filter that its address brought."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from accounts.models import Municipality
from accounts.scope import Scope
from agreements.filters import AgreementFilter
from agreements.models import Agreement, Version
from agreements.periods import years_before
from agreements.standing import Standing, is_unchecked_since, standings
from briefs.contents.order import MOST_ROWS, NotYetError, Order

VOLUMED = {"tables", "register"}
UNKNOWN_NAME = "이 보고자료에 쓸 수 없는 조건입니다. 협약 목록에서 조건을 골라 다시 요청하십시오."
OTHER_REGISTER = "다른 지자체를 고른 조건입니다. 한 지자체의 협약 목록에서 다시 요청하십시오."
JOINED = ("municipality", "source", "district__parent", "department", "officer")

Key = Callable[[Standing], Any]


def sort_name(one: Standing) -> str:
    """As the list sorts: by the first company, else the first of all who take part."""
    parties = one.companies or one.parties
    return parties[0].organisation.folded_name if parties else one.agreement.name


SORTS: dict[str, Key] = {
    "name": sort_name,
    "signed": lambda one: one.agreement.signed_on,
    "seats": lambda one: one.seats.pledged.low if one.seats.pledged else None,
    "jobs": lambda one: one.jobs.pledged.low if one.jobs.pledged else None,
    "rate": lambda one: one.jobs.rate,
    "due": lambda one: one.due_on,
    "checked": lambda one: one.checked_on,
}


@dataclass(frozen=True)
class Register:
    """Asks in its own name, so that the paper is the same whoever orders it."""

    municipality: Municipality
    scope: Scope

    @property
    def municipality_id(self) -> int:
        return self.municipality.pk


@dataclass(frozen=True)
class Asking:
    user: Register


class PaperFilter(AgreementFilter):
    """What the list asks of the summary, which speaks of today, a paper asks of the standings."""

    def standing_at(self, rows: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        return rows

    def looked_at(self, rows: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        return rows


@dataclass(frozen=True)
class Chosen:
    """``words`` say what was asked for: 체결연도 2016~2020, 자치구 동구; '' is the whole register."""

    standings: tuple[Standing, ...]
    words: str


def chosen(order: Order) -> Chosen:
    """In the order of signing, oldest first, so that numbers and volumes stay as the register grows; else as asked."""
    question = _question(order)
    told = question.form.cleaned_data
    found = standings(
        list(known(question.qs, order).select_related(*JOINED).order_by("signed_on", "key")),
        as_of=order.as_of,
        known_at=order.known_at,
        definition=order.definition or None,
    )
    kept = [one for one in found if _is_asked(one, told)]
    return Chosen(tuple(_sorted(kept, order.sort)), _words(question))


def volumes(order: Order) -> int:
    """How many an order would need; 0 where one paper holds all, and of kinds that know no volumes."""
    return volumes_of(count_of(order)) if order.kind in VOLUMED else 0


def count_of(order: Order) -> int:
    """How many agreements it asks for."""
    question = _question(order)
    is_of_standing = any(question.form.cleaned_data[name] for name in ("progress", "checked"))
    return len(chosen(order).standings) if is_of_standing else known(question.qs, order).count()


def each_of(order: Order) -> list[Any]:
    """What a paper each is drawn of: the agreements that it asks for, or their companies by name."""
    found = chosen(order).standings
    if order.kind == "agreement":
        return [one.agreement for one in found]
    companies = {party.organisation_id: party.organisation for one in found for party in one.companies}
    return sorted(companies.values(), key=lambda one: (one.folded_name, one.pk))


def words_of(order: Order) -> str:
    """What is asked for, in words; '' is the whole register."""
    return _words(_question(order))


def volumes_of(rows: int) -> int:
    return -(-rows // MOST_ROWS) if rows > MOST_ROWS else 0


def _question(order: Order) -> PaperFilter:
    asked = dict(order.asked)
    if asked.pop("municipality", str(order.municipality.pk)) != str(order.municipality.pk):
        raise NotYetError(OTHER_REGISTER)
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in asked.items()})
    rows = Agreement.objects.visible_to(order.scope)
    question = PaperFilter(
        data, queryset=rows, request=Asking(Register(order.municipality, order.scope)), today=order.as_of
    )
    if not asked.keys() <= question.filters.keys():
        raise NotYetError(UNKNOWN_NAME)
    if not question.is_valid():
        [(name, errors), *_] = question.errors.items()
        raise NotYetError(f"{question.form.fields[name].label}: {errors[0]}")
    return question


def _words(question: PaperFilter) -> str:
    """As the chips of the list say it; what was searched for by its name."""
    searched = f"{question.filters['q'].label}: "
    return ", ".join(chip.label.replace(searched, "검색어 ").replace(": ", " ") for chip in question.chips())


def known(rows: QuerySet[Agreement], order: Order) -> QuerySet[Agreement]:
    """Signed by the base day, and in the register by the day of knowledge: recorded with its first version."""
    signed = rows.filter(Q(signed_on__isnull=True) | Q(signed_on__lte=order.as_of))
    if order.known_at is None:
        return signed
    versions = Version.objects.filter(agreement=OuterRef("pk"))
    return signed.filter(Exists(versions.filter(recorded_at__lte=order.known_at)) | ~Exists(versions))


def _is_asked(one: Standing, told: dict[str, Any]) -> bool:
    if told["progress"] and one.progress != told["progress"]:
        return False
    match told["checked"]:
        case "never":
            return one.checked_on is None
        case "old":
            return is_unchecked_since(one, years_before(one.as_of, 1))
    return True


def _sorted(found: list[Standing], sort: str) -> list[Standing]:
    """What is not known comes last either way."""
    key = SORTS.get(sort.removeprefix("-"), SORTS["signed"])
    known = [one for one in found if key(one) is not None]
    others = [one for one in found if key(one) is None]
    return [*sorted(known, key=key, reverse=sort.startswith("-")), *others]
