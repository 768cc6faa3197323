"""By what agreements are put together: one part for each agreement, so that parts add up to the whole.

Some ask for more than the agreement tells; ``key_for`` reads that for all of them at once, in one query.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from agreements.models import Agreement, Party, ReceiptReview
from agreements.models.review import Decided
from agreements.rules.progress import PROGRESS_NAMES, Progress
from agreements.rules.term import term_of
from agreements.standing.line import Counted
from agreements.standing.total import Part, Total

Key = Callable[[Counted], Part]
NONE = "-"
PROGRESS_ORDER = {progress: number for number, progress in enumerate(Progress)}
FORM_ORDER = {form: number for number, form in enumerate(Agreement.Form)}


@dataclass(frozen=True)
class Grouping:
    """``head`` names the parts: 체결연도, 자치구. ``key_for`` is given what is grouped and when it was known."""

    by: str
    head: str
    key_for: Callable[[Sequence[Counted], datetime | None], Key]


def signing_year(standing: Counted) -> Part:
    year = standing.agreement.signed.year
    return Part(year, f"{year}년", str(year)) if year else Part(9999, "연도 미상", NONE)


def years_since_signing(total: Total) -> int | None:
    """The base year less the signing year, as papers reckon it; None where that is unknown or more than one."""
    years = {(one.as_of.year, one.agreement.signed.year) for one in total.standings}
    if len(years) != 1:
        return None
    [(now, signed)] = years
    return max(0, now - signed) if signed else None


def elected_term(standing: Counted) -> Part:
    """By the first day of what is known of the signing."""
    signed_on = standing.agreement.signed_on
    found = term_of(signed_on) if signed_on else None
    return Part(found.number, str(found), str(found.number)) if found else Part(99, "날짜 미상", NONE)


def district(standing: Counted) -> Part:
    """Districts in the order of their codes; agreements whose source names none come last."""
    where = standing.agreement.district
    return Part((False, where.code), where.name, str(where.pk)) if where else Part((True, ""), "구역 미상", NONE)


def municipality(standing: Counted) -> Part:
    city = standing.agreement.municipality
    return Part(city.name, city.name, city.key)


def sector(standing: Counted) -> Part:
    told = standing.agreement.sector
    return Part((False, told), told, told) if told.strip(NONE) else Part((True, ""), "업종 미상", NONE)


def form(standing: Counted) -> Part:
    told = standing.agreement.form
    return Part(FORM_ORDER[Agreement.Form(told)], Agreement.Form(told).label, told) if told else Part(99, "미상", NONE)


def outcome(standing: Counted) -> Part:
    found = standing.progress
    return Part(PROGRESS_ORDER[found], PROGRESS_NAMES[found], found.value)


def _districts(standings: Sequence[Counted], known_at: datetime | None) -> Key:
    """Several cities have a 동구: beside another city's it is called by its own."""
    if len({one.agreement.municipality.pk for one in standings}) < 2:
        return district

    def key(standing: Counted) -> Part:
        part, where = district(standing), standing.agreement.district
        return part._replace(label=f"{where.parent} {where}") if where else part

    return key


def _companies(standings: Sequence[Counted], known_at: datetime | None) -> Key:
    """An agreement of several is a part of its own, as what they promised together is nobody's alone."""
    named: dict[int, list[tuple[str, str, int]]] = {}
    rows = Party.objects.filter(agreement__in=[one.agreement.pk for one in standings], role=Party.Role.COMPANY)
    columns = ("agreement", "organisation__folded_name", "organisation__name", "organisation")
    for agreement, *told in rows.order_by("position", "pk").values_list(*columns):
        named.setdefault(agreement, []).append(tuple(told))
    are_several = len({one.agreement.municipality.pk for one in standings}) > 1

    def key(standing: Counted) -> Part:
        found = named.get(standing.agreement.pk)
        if not found:
            return Part((2, ""), "기업 없음", NONE)
        slug = "-".join(str(pk) for pk in sorted(pk for *_, pk in found))
        folded, name, _ = found[0]
        name = f"{name}({standing.agreement.municipality})" if are_several else name
        joint = f"{name} 외 {len(found) - 1}곳(공동)"
        return Part((0, folded), name, slug) if len(found) == 1 else Part((1, folded), joint, slug)

    return key


def _rounds(standings: Sequence[Counted], known_at: datetime | None) -> Key:
    """The last round of which something of the agreement was approved: how fresh its confirmed figures are."""
    last = _last_rounds([one.agreement.pk for one in standings], known_at)

    def key(standing: Counted) -> Part:
        due, name, pk = max(
            (told for told in last.get(standing.agreement.pk, ()) if told[0] <= standing.as_of.toordinal()),
            default=(0, "승인된 점검 없음", 0),
        )
        return Part((not due, -due), name, str(pk) if pk else NONE)

    return key


def _last_rounds(agreements: Sequence[int], known_at: datetime | None) -> dict[int, list[tuple[int, str, int]]]:
    """Of each agreement the rounds in which a receipt of it stands approved: base day, name, key."""
    reviews = ReceiptReview.objects.filter(receipt__check_in__agreement__in=agreements)
    if known_at is not None:
        reviews = reviews.filter(reviewed_at__lte=known_at)
    paths = [f"receipt__check_in__{path}" for path in ("agreement", "round__observed_to", "round__name", "round")]
    decided = {row[0]: row for row in reviews.order_by("reviewed_at", "pk").values_list("receipt", "decision", *paths)}
    found: dict[int, list[tuple[int, str, int]]] = {}
    for _, decision, agreement, day, name, pk in decided.values():
        if decision == Decided.Decision.APPROVED:
            found.setdefault(agreement, []).append((day.toordinal(), name, pk))
    return found


def _plainly(key: Key) -> Callable[[Sequence[Counted], datetime | None], Key]:
    return lambda standings, known_at: key


GROUPINGS = {
    one.by: one
    for one in (
        Grouping("year", "체결연도", _plainly(signing_year)),
        Grouping("term", "민선 기수", _plainly(elected_term)),
        Grouping("district", "구역", _districts),
        Grouping("company", "기업", _companies),
        Grouping("sector", "업종", _plainly(sector)),
        Grouping("form", "투자 형태", _plainly(form)),
        Grouping("outcome", "추진상황", _plainly(outcome)),
        Grouping("round", "이행 점검", _rounds),
        Grouping("municipality", "지자체", _plainly(municipality)),
    )
}
