"""즐겨찾기: an order kept to be given again. 정기 작성: given by the sweeper once a quarter, and told to its people."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.capabilities import Capability
from accounts.models import User
from agreements.actions.mail import queue_mail, ring_when_committed
from agreements.models import Mail
from agreements.periods import official_day
from agreements.rules.mail import SUBJECT_LENGTH, Letter
from agreements.rules.rhythm import window
from briefs.contents import NotYetError, Order, order_of
from briefs.contents.chosen import volumes
from briefs.kinds import KINDS
from briefs.models import Batch, Brief, SavedOrder
from briefs.ordering import order_brief
from briefs.ordering.batch import order_paper

log = logging.getLogger("briefs")

LONGEST_NAME = 100
OF_A_QUARTER = frozenset(kind.key for kind in KINDS.values() if kind.subject in {"", "agreement", "organisation"})
CHANGED = "그 사이 다른 창에서 고쳤습니다. 화면을 새로 열어 확인하고 다시 저장하십시오."
INSTEAD = "이어서 받으려면 직접 즐겨찾기에 담아 정기 작성을 정하십시오."
SAME_NAME = "같은 이름의 즐겨찾기가 이미 있습니다. 다른 이름을 적으십시오."


def save_order(order: Order, *, made: Brief | None = None, by: User) -> SavedOrder:
    """Found again where the person has it already. What people wrote is not kept: a person writes it for each paper.

    ``made``: a paper that was drawn by it.
    """
    if not by.may(Capability.ORDER_PAPERS) or not by.scope.includes(order.municipality.pk):
        raise PermissionDenied
    given: dict[str, Any] = {name: getattr(order, name) for name in ("municipality", "kind", "asked", "sort")}
    own = order.municipality.fulfilment_definition
    given["definition"] = "" if order.definition == own else order.definition
    if order.subject is not None:
        given[KINDS[order.kind].subject] = order.subject
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # two clicks at once would choose the same name
        found = SavedOrder.objects.filter(owner=by, **given).first()
        saved: SavedOrder = found or SavedOrder(owner=by, name=_free_name(order, by), **given)
        if not found:
            saved.full_clean()
            saved.save(force_insert=True)
        if made is not None:
            saved.briefs.add(made)
    return saved


def _free_name(order: Order, by: User) -> str:
    """협약 목록, 협약 목록 2, …"""
    name = f"{KINDS[order.kind].label} {order.subject or ''}".strip()[: LONGEST_NAME - 5]
    taken = set(SavedOrder.objects.filter(owner=by, name__startswith=name).values_list("name", flat=True))
    return next(one for n in range(1, len(taken) + 2) if (one := name if n == 1 else f"{name} {n}") not in taken)


@transaction.atomic
def change_saved_order(
    saved: SavedOrder,
    *,
    name: str,
    each_quarter_on: int | None,
    people: Sequence[User],
    is_mailed: bool,
    version: int,
    today: date,
    by: User,
) -> SavedOrder:
    _refuse_others(saved, by)
    if people and not by.speaks_for(saved.municipality_id):
        raise PermissionDenied
    row = SavedOrder.objects.select_for_update().get(pk=saved.pk)
    if row.version != version:
        raise ValidationError(CHANGED)
    if SavedOrder.objects.filter(owner=by, name=name).exclude(pk=row.pk).exists():
        raise ValidationError({"name": SAME_NAME})
    row.name, row.each_quarter_on, row.is_mailed = name, each_quarter_on, is_mailed
    if each_quarter_on and each_quarter_on != saved.each_quarter_on and day_in(today, each_quarter_on) < today:
        row.last_quarter = quarter_before(today)  # its day is over: it begins with the next one
    row.version += 1
    row.full_clean(exclude=["people", "briefs"])
    row.save()
    row.people.set(people)
    return row


def remove_saved_order(saved: SavedOrder, *, by: User) -> None:
    """The papers stay."""
    _refuse_others(saved, by)
    saved.delete()


def order_again(saved: SavedOrder, *, as_of: date, by: User) -> Brief | Batch:
    made = order_paper(order_of(saved, as_of=as_of, known_at=None), by=by)
    if isinstance(made, Brief) and saved.owner_id == by.pk:
        saved.briefs.add(made)
    return made


def _refuse_others(saved: SavedOrder, by: User) -> None:
    if saved.owner_id != by.pk:
        raise PermissionDenied


def why_not(saved: SavedOrder) -> str:
    """Why it is not given by itself any more."""
    if not saved.each_quarter_on:
        return ""
    if not saved.owner.is_active:
        return f"저장한 사람의 사용이 끝나 작성하지 않습니다. {INSTEAD}"
    if not saved.owner.scope.includes(saved.municipality_id):
        return f"저장한 사람의 소속이 바뀌어 작성하지 않습니다. {INSTEAD}"
    return ""


def may_receive(saved: SavedOrder) -> QuerySet[User]:
    """Those of its register who may order papers, and so may read them; every role may."""
    people: QuerySet[User] = User.objects.filter(municipality=saved.municipality_id, is_active=True)
    return people.select_related("department").order_by("department__name", "display_name", "pk")


def give_saved_orders(today: date) -> int:
    """What is due by ``today`` and was not given this quarter; how many. Run twice, it is given once."""
    quarter = quarter_before(today)
    due = SavedOrder.objects.filter(each_quarter_on__isnull=False, owner__is_active=True).exclude(last_quarter=quarter)
    joined = due.select_related("owner", "municipality")
    found = [one for one in joined if day_in(today, one.each_quarter_on or 1) <= today]
    return sum(_give(one, quarter, today) for one in found)


def day_in(today: date, day: int) -> date:
    """That day of the first month of the quarter."""
    return date(today.year, (today.month - 1) // 3 * 3 + 1, day)


def next_day(today: date, day: int) -> date:
    """From today on."""
    due = day_in(today, day)
    month = due.month + 3
    return due if due >= today else date(due.year + month // 13, month % 12, day)


def quarter_before(today: date) -> str:
    """The whole quarter before ``today``: 2026-3."""
    since = window("quarter", today).observed_from
    return f"{since.year}-{(since.month + 2) // 3}"


@transaction.atomic
def _give(saved: SavedOrder, quarter: str, today: date) -> bool:
    """Whoever marks the quarter gives it. What cannot be drawn is not tried again: its page says that it is missing."""
    mine = SavedOrder.objects.filter(pk=saved.pk).exclude(last_quarter=quarter)
    if not mine.update(last_quarter=quarter):
        return False
    try:
        with transaction.atomic():
            _tell(saved, _ordered(saved, window("quarter", today).observed_to), quarter)
    except DatabaseError:
        raise
    except (NotYetError, ValidationError, PermissionDenied) as error:
        log.info("saved order %s: %s", saved.pk, error)
        return False
    except Exception:  # whatever one order can raise, it is not to be given again every few seconds
        log.exception("saved order %s", saved.pk)
        return False
    return True


def _ordered(saved: SavedOrder, as_of: date) -> list[Brief]:
    """One paper, or all its volumes."""
    order = order_of(saved, as_of=as_of, known_at=None)
    numbers = range(1, volumes(order) + 1) or (0,)
    briefs = [order_brief(replace(order, volume=number), by=saved.owner) for number in numbers]
    saved.briefs.add(*briefs)
    return briefs


def _tell(saved: SavedOrder, briefs: Sequence[Brief], quarter: str) -> None:
    if not saved.is_mailed:
        return
    for person in may_receive(saved).filter(received_orders=saved).exclude(email=""):
        queue_mail(
            _letter(saved, briefs, person),
            to=person.email,
            kind=Mail.Kind.DIGEST,
            key=f"paper {saved.pk} {quarter} {person.pk}",
            municipality=saved.municipality,
        )
    ring_when_committed()


def _letter(saved: SavedOrder, briefs: Sequence[Brief], person: User) -> Letter:
    """A subject is one line: what was typed into a name must not become a header, nor a text a link of somebody's."""
    name = " ".join(saved.name.replace("[", "(").replace("]", ")").split())
    lines = [f"- {one.title}({official_day(one.as_of)} 기준)\n  {_address(one)}" for one in briefs]
    paragraphs = [
        f"{person} 님이 분기마다 받는 보고자료입니다. 작성이 끝나면 아래 주소에서 열립니다.",
        "\n".join(lines).replace("[[", "(("),
        f"정기 작성을 정한 사람: {saved.owner}",
    ]
    return Letter(f"[{saved.municipality}] {name}"[:SUBJECT_LENGTH], "\n\n".join(paragraphs) + "\n")


def _address(brief: Brief) -> str:
    return f"{settings.SITE_ADDRESS}{reverse('briefs:detail', args=[brief.pk])}"
