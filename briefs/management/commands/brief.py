"""One paper, here and now, without a queue: ``manage.py brief agreement KEY --out FILE``."""

import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.utils import timezone

from accounts.scope import Scope
from agreements.models import Agreement, Organisation
from briefs.contents import NotYetError, Order, draw
from briefs.models import Brief
from briefs.rendering import PdfRefusedError, TooMuchError, render

OF_ONE = ("agreement", "organisation")

EVERYTHING = Scope(municipality_ids=None)


class Command(BaseCommand):
    help = "Sets one paper and writes it to a file. It is not ordered, so it bears no number."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=OF_ONE)
        parser.add_argument("subject", help="관리번호 (agreement); 번호나 이름 (organisation)")
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--as-of", type=date.fromisoformat, default=None, help="2026-09-30; today if left out")

    def handle(self, *, kind: str, subject: str, out: Path, as_of: date | None, **options: Any) -> None:
        brief = unnumbered(kind, found(kind, subject), as_of or timezone.localdate())
        began = time.monotonic()
        try:
            made = render(brief)
        except (TooMuchError, PdfRefusedError) as error:
            raise CommandError(str(error)) from None
        out.write_bytes(made.data)
        told = f"{out}: {made.pages}쪽, {len(made.data):,}바이트, {time.monotonic() - began:.2f}초"
        self.stdout.write(told + (", 초안" if brief.is_draft else ""))


def found(kind: str, subject: str) -> Agreement | Organisation:
    if kind == "agreement":
        rows: QuerySet[Any] = Agreement.objects.visible_to(EVERYTHING).filter(key=subject)
    else:
        rows = Organisation.objects.visible_to(EVERYTHING)
        rows = rows.filter(pk=int(subject)) if subject.isdigit() else rows.named_like(subject)
    if len(rows) != 1:
        names = ", ".join(f"{row.pk} {row}" for row in rows[:10])
        raise CommandError(f"'{subject}' 에 맞는 것이 {len(rows)}건입니다. {names}")
    return rows[0]


def unnumbered(kind: str, subject: Agreement | Organisation, as_of: date) -> Brief:
    try:
        drawn = draw(Order(kind=kind, municipality=subject.municipality, subject=subject, as_of=as_of))
    except NotYetError as error:
        raise CommandError(str(error)) from None
    return Brief(
        municipality=subject.municipality,
        kind=kind,
        contents=drawn.contents,
        title=drawn.title,
        is_draft=drawn.is_draft,
        ordered_at=timezone.now(),
        as_of=as_of,
    )
