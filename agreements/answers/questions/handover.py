"""후임자에게 넘길 미결 사항은? By the officer who holds the agreements now."""

from typing import Any

from django.db.models import Count, Exists, OuterRef

from agreements.answers.answer import Answer, Cell, Column, Row, Table, ids
from agreements.answers.asked import Asked
from agreements.answers.cells import not_checked_for_a_year
from agreements.answers.question import Group, Question, Takes
from agreements.models import CheckIn, Draft, Matter, Offer, Receipt
from agreements.standing import Standing

COLUMNS = (
    Column("city", "지자체"),
    Column("agreements", "협약", "건", adds=True),
    Column("open_matters", "마치지 않은 쟁점·계획", "건", adds=True),
    Column("drafts", "임시 저장", "건", adds=True),
    Column("undecided_check_ins", "열린 점검", "건", adds=True),
    Column("offers_waiting", "회신을 기다리는 제안", "건", adds=True),
)
NOBODY = "담당 미지정"


def answer(asked: Asked) -> Answer:
    held: dict[int | None, list[Standing]] = {}
    for one in asked.standings:
        held.setdefault(one.agreement.officer_id, []).append(one)
    counts = [_matters(asked), _check_ins(asked), _offers(asked)]
    drafts = _drafts(asked)
    rows = [_row(officer, ones, counts, drafts.get(officer, 0)) for officer, ones in held.items()]
    return Answer(
        tables=(Table("holdings", "담당자별 미결 사항", "담당자", COLUMNS, tuple(sorted(rows, key=_order))),),
        agreements=ids(asked.standings),
        unchecked=not_checked_for_a_year(asked.standings, asked.as_of),
        notes=("담당자와 미결 사항은 조회 시점의 것", "임시 저장은 담당 협약이 있는 사람의 것만 셈"),
    )


def _counted(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("agreement").annotate(number=Count("pk")))


def _matters(asked: Asked) -> dict[int, int]:
    return _counted(Matter.objects.filter(agreement__in=asked.agreements, done_on=None, is_none=False))


def _check_ins(asked: Asked) -> dict[int, int]:
    """Of rounds that are not closed, whatever came back and is not approved yet."""
    approved = Receipt.objects.filter(check_in=OuterRef("pk"), reviews__decision="approved")
    rows = CheckIn.objects.filter(agreement__in=asked.agreements, round__closing=None)
    return _counted(rows.exclude(Exists(approved)))


def _offers(asked: Asked) -> dict[int, int]:
    return _counted(Offer.objects.filter(agreement__in=asked.agreements, answer=Offer.Answer.WAITING))


def _drafts(asked: Asked) -> dict[int | None, int]:
    rows = asked.rows(Draft.objects.all()).order_by().values_list("by").annotate(number=Count("pk"))
    return dict(rows)


def _row(officer: int | None, ones: list[Standing], counts: list[dict[int, int]], drafts: int) -> Row:
    person, behind = ones[0].agreement.officer, ids(ones)
    matters, check_ins, offers = (sum(found.get(one.agreement.pk, 0) for one in ones) for found in counts)
    numbers = (len(ones), matters, drafts, check_ins, offers)
    city = ", ".join(sorted({str(one.agreement.municipality) for one in ones}))
    cells = (Cell(city), *(Cell(number, behind=behind) for number in numbers))
    return Row(f"officer-{officer or 0}", str(person or NOBODY), cells)


def _order(row: Row) -> tuple[bool, str]:
    return row.label == NOBODY, row.label


QUESTION = Question(
    key="handover",
    title="후임자에게 넘길 미결 사항은?",
    group=Group.REGISTER,
    answer=answer,
    takes=frozenset({Takes.SPAN, Takes.DISTRICT}),
)
