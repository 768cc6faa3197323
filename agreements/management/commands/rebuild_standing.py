"""Checks the summary of standing against the facts, and rebuilds what differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from agreements.actions.summary import refresh_summaries, summaries_of
from agreements.models import Agreement, StandingSummary


class Command(BaseCommand):
    help = "협약별 현황 요약을 사실 기록에서 다시 셈합니다."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="고치지 않고 다른 것만 알립니다.")

    @transaction.atomic
    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        agreements = list(Agreement.objects.select_related("municipality", "source"))
        kept = {row.pk: row for row in StandingSummary.objects.all()}
        differing = [
            agreement for agreement, facts in summaries_of(agreements) if not _equals(kept.get(agreement.pk), facts)
        ]
        if check and differing:
            raise CommandError(
                f"요약이 사실 기록과 다른 협약 {len(differing)}건: {', '.join(a.key for a in differing)}"
            )
        refresh_summaries(differing)
        self.stdout.write(f"협약 {len(agreements)}건 확인, {len(differing)}건 다시 셈함")


def _equals(row: StandingSummary | None, facts: dict[str, object]) -> bool:
    return row is not None and all(getattr(row, name) == value for name, value in facts.items())
