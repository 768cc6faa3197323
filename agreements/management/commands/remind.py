"""Sends the reminders that are due: ``manage.py remind --today 2026-10-15``. The sweeper does it by itself."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from agreements.actions.reminder import remind


class Command(BaseCommand):
    help = "기한이 된 독촉을 보냅니다. 보낸 독촉은 다시 보내지 않습니다."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, default=None, help="2026-10-15; 적지 않으면 오늘")

    def handle(self, *, today: date | None, **options: Any) -> None:
        mails = remind(today=today or timezone.localdate())
        self.stdout.write(
            f"독촉 {sum(mail.kind == mail.Kind.REMINDER for mail in mails)}통, 담당자 알림 "
            f"{sum(mail.kind == mail.Kind.DIGEST for mail in mails)}통"
        )
