"""Every kind of paper from 5,000 generated agreements, in volumes: pages, time, size, the checker's verdict."""

import time
from datetime import date
from typing import Any

import page
import pytest
from django.utils import timezone

from accounts.models import User
from agreements.models import Agreement, Organisation
from briefs.contents import Order, draw
from briefs.contents.chosen import volumes
from briefs.kinds import KINDS
from briefs.models import Brief
from briefs.rendering import render, warm_up
from tests.agreements.rows import World, world
from tests.bench.generate import agreements
from tests.bench.subjects import inquiry, round_of

pytestmark = pytest.mark.django_db

MANY = 5000
TODAY = date(2026, 9, 30)


def orders(w: World) -> list[Order]:
    subjects = {
        "agreement": Agreement.objects.order_by("pk")[1],
        "organisation": Organisation.objects.order_by("pk").last(),
        "round": round_of(w, TODAY),
        "inquiry": inquiry(w, TODAY),
        "officer": User.objects.get(pk=w.user.pk),
    }
    asked = {"answer": {"question": "by-year"}}
    return [
        Order(
            kind.key, w.municipality, _day(kind.key), subject=subjects.get(kind.subject), asked=asked.get(kind.key, {})
        )
        for kind in KINDS.values()
    ]


def _day(kind: str) -> date:
    """Who holds what is known of today alone."""
    return timezone.localdate() if kind == "handover" else TODAY


def test_every_kind_of_a_large_register(tmp_path):
    w = world()
    Agreement.objects.filter(pk=w.agreement.pk).update(officer=w.user)
    agreements(w, MANY, quarters=2)
    warm_up()
    print()
    for order in orders(w):
        count = volumes(order)
        for volume in sorted({1, count}) if count else (0,):
            told(order, volume, count, tmp_path)


def told(order: Order, volume: int, count: int, folder: Any) -> None:
    one = Order(**{**order.__dict__, "volume": volume})
    began = time.perf_counter()
    drawn = draw(one)
    drawing = time.perf_counter() - began
    brief = Brief(
        municipality=order.municipality,
        kind=order.kind,
        contents=drawn.contents,
        title=drawn.title,
        is_draft=drawn.is_draft,
        ordered_at=timezone.now(),
        as_of=order.as_of,
        number="2026-0001",
        check_code="0000-0000",
    )
    began = time.perf_counter()
    made = render(brief)
    setting = time.perf_counter() - began
    path = folder / "paper.pdf"
    path.write_bytes(made.data)
    verdict = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
    assert verdict.is_compliant, [failure.message for failure in verdict.failures]
    name = f"{order.kind} {volume}/{count}" if count else order.kind
    size = len(made.data) / 1024
    print(f"{name:<14} {made.pages:>4} pages {size:8.0f} KB, drawn {drawing:5.2f} s, set {setting:6.2f} s, ua1 clean")
