"""What a paper on many agreements opens with: whose they are, which, and where they stand in two lines."""

from collections.abc import Sequence
from datetime import date

from agreements.models import Agreement
from agreements.periods import Precision, in_words, official_day
from agreements.rules.amount import in_prose
from agreements.rules.metric import METRIC_LABELS, Metric
from agreements.rules.progress import Progress, rate
from agreements.rules.term import term_of
from agreements.standing import Counted, MetricTotal, Standing, Total
from briefs.blocks import Block, Paper, Part
from briefs.contents.chosen import Chosen
from briefs.contents.order import Order, lines_of
from briefs.contents.sourced import Sourced

NONE = "해당 협약 없음"
JUDGED_FIRST = (Metric.JOBS, Metric.SEATS, Metric.INVESTMENT)
CLOSED_FIRST = (
    Agreement.Disclosure.CLOSED,
    Agreement.Disclosure.PARTLY,
    Agreement.Disclosure.UNDECIDED,
    Agreement.Disclosure.OPEN,
)
LONGEST_ACTION = 20
NO_PLAN = "해당 없음"


def paper_of(
    order: Order,
    title: str,
    found: Sequence[Standing],
    blocks: Sequence[Block],
    summary: tuple[str, ...],
    sources: Sourced,
    *,
    attached: Sequence[Part] = (),
    is_landscape: bool = True,
) -> Paper:
    return Paper(
        title=title,
        as_of=official_day(order.as_of),
        known_at=order.known_on,
        definition=order.own_definition,
        definition_name=order.definition_name,
        register=order.municipality.name,
        disclosure=disclosure(found),
        department=of_all([str(one.agreement.department or "") for one in found]),
        summary=summary,
        parts=(Part(tuple(blocks), is_landscape=is_landscape), *attached, *sources.parts()),
        sources=sources.lines(),
        contact=contact_of(found),
        is_draft=not order.is_written,
        is_one_page=not is_landscape,
    )


def of_all(names: Sequence[str]) -> str:
    """Where one name stands for all of them."""
    return names[0] if len(set(names)) == 1 else ""


def contact_of(found: Sequence[Standing]) -> str:
    department = of_all([str(one.agreement.department or "") for one in found])
    officer = of_all([str(one.agreement.officer or "") for one in found])
    return " · ".join(part for part in (department, officer) if part)


def disclosure(found: Sequence[Standing]) -> str:
    """A paper is shown to nobody who may not see one of its agreements."""
    told = {one.agreement.disclosure for one in found}
    return next((str(kind.label) for kind in CLOSED_FIRST if kind in told), "")


def target(order: Order, chosen: Chosen) -> str:
    """광주광역시 협약 11건(11개사), 체결 2006~2022. 11.(민선 4~8기), 자치구 동구"""
    found = chosen.standings
    asked = [chosen.words] if chosen.words else []
    if not found:
        return ", ".join([f"{order.municipality.name} {NONE}", *asked])
    companies = len({party.organisation_id for one in found for party in one.companies})
    many = f"({companies:,}개사)" if companies else ""
    return ", ".join([f"{order.municipality.name} 협약 {len(found):,}건{many}", *_signed(found), *asked])


def _signed(found: Sequence[Standing]) -> list[str]:
    """체결 2016~2020. 9.(민선 6~7기)"""
    days = sorted((one.agreement.signed_on, one.agreement.signed_precision) for one in found if one.agreement.signed_on)
    if not days:
        return []
    (first, _), (last, precision) = days[0], days[-1]
    is_month = Precision(precision) in {Precision.DAY, Precision.MONTH}
    until = f"{last.year}. {last.month}." if is_month else in_words(last, precision)
    since = f"{first.year}. {first.month}." if first.year == last.year and is_month else str(first.year)
    span = until if (first.year, first.month) == (last.year, last.month) else f"{since}~{until}"
    return [f"체결 {span}{_terms(first, last)}"]


def _terms(first: date, last: date) -> str:
    numbers = [term.number for day in (first, last) if (term := term_of(day))]
    if not numbers:
        return ""
    return f"(민선 {'~'.join(str(number) for number in dict.fromkeys(numbers))}기)"


def summary(order: Order, chosen: Chosen, whole: Total) -> tuple[str, ...]:
    return (target(order, chosen), fulfilled_line(whole)) if whole.count else (target(order, chosen),)


def fulfilled_line(whole: Total) -> str:
    """협약 238건 중 이행 101건(42.4%), 고용 협약 7,676명 중 확인 1,617명(21.1%)"""
    if not whole.count:
        return NONE
    unknown = sum(1 for one in whole.standings if one.is_fulfilled is None)
    if unknown == whole.count:
        told = f"협약 {whole.count:,}건 모두 이행 여부 미확인"
    else:
        told = f"협약 {whole.count:,}건 중 이행 {whole.fulfilled:,}건({rate(whole.fulfilled, whole.count)}%)"
    return f"{told}, {reached(whole)}"


def reached(whole: Total) -> str:
    """고용 협약 7,676명 중 확인 1,617명(21.1%)"""
    judged = judged_of(whole)
    return _reached(judged) if judged else "협약 수치 없음"


def judged_of(whole: Total) -> MetricTotal | None:
    """Jobs, where any were promised; else seats, else money."""
    return next((whole.metrics[metric] for metric in JUDGED_FIRST if whole.metrics[metric].pledged), None)


def _reached(of: MetricTotal) -> str:
    name = METRIC_LABELS[of.metric]
    promised = f"{name} 협약 {in_prose(of.pledged, of.metric)}" if of.pledged else ""
    if of.confirmed is None:
        return f"{promised} 중 확인한 실적 없음"
    return f"{promised} 중 확인 {in_prose(of.confirmed, of.metric)}({of.rate}%)"


def overdue(found: Sequence[Counted]) -> list[Counted]:
    """기한 경과 미이행: due, undecided, and not known to be fulfilled."""
    return [one for one in found if one.progress == Progress.PAST_DUE and one.is_fulfilled is not True]


def late_line(order: Order, whole: Total) -> str:
    """기한 경과 미이행 7건, 12개월 이상 미점검 11건 → what was typed to be done about it."""
    late, unchecked = len(overdue(whole.standings)), whole.not_checked_for_a_year
    if not late and not unchecked:
        return "기한 경과 미이행·12개월 이상 미점검 협약 없음"
    return f"기한 경과 미이행 {late:,}건, 12개월 이상 미점검 {unchecked:,}건{action(order, '점검·이행 대책 필요')}"


def action(order: Order, otherwise: str) -> str:
    """What was typed to be done; ``otherwise`` while nothing was."""
    plans = lines_of(order.plans)
    if not plans:
        return f" → {otherwise}"
    first = plans[0].text
    if first == NO_PLAN:
        return ""
    return f" → {first if len(first) <= LONGEST_ACTION else '향후 계획에 따라 조치'}"
