"""Tells whether anybody altered the history, or a record past it. Exit code 1 where something was found."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Municipality
from agreements.actions.verification import findings
from agreements.models import ChangeRecord


class Command(BaseCommand):
    help = "변경 기록의 사슬, 따로 보관한 지문, 자료가 서로 맞는지 확인합니다."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--register", metavar="KEY", help="이 대장만 확인합니다. 예: gwangju")

    def handle(self, *args: Any, register: str | None, **options: Any) -> None:
        chosen = self._register(register) if register else None
        faults = 0
        for finding in findings(chosen):
            self.stdout.write(str(finding) if finding.is_fault else f"주의 - {finding}")
            faults += finding.is_fault
        if faults:
            raise CommandError(f"이상 {faults}건")
        changes = ChangeRecord.objects.filter(municipality=chosen) if chosen else ChangeRecord.objects.all()
        self.stdout.write(f"변경 기록 {changes.count():,}건, 이상 없음")

    def _register(self, key: str) -> Municipality:
        try:
            return Municipality.objects.get(key=key)
        except Municipality.DoesNotExist as error:
            raise CommandError(f"'{key}' 대장이 없습니다. 식별자를 확인하십시오. 예: gwangju") from error
