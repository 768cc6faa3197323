"""Is this file a paper of ours, and still what it was? ``manage.py verify_brief FILE``"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agreements.periods import official_day
from briefs.confirming import Proof, proof_of

SET_AGAIN = {True: "같음", False: "다름", None: "조판 환경이 달라 견주지 않음"}


class Command(BaseCommand):
    help = "Says which paper a file is, and holds it against the register, its contents and a new setting of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            proof = proof_of(file.read_bytes())
        except OSError as error:
            raise CommandError(f"파일을 읽을 수 없습니다: {error.strerror}") from None
        if proof is None:
            raise CommandError("이 파일은 이 시스템에서 만든 보고자료가 아닙니다.")
        for line in lines(proof):
            self.stdout.write(line)
        if not proof.holds:
            raise CommandError("대장의 기록과 맞지 않습니다. 시스템 관리자에게 알리십시오.")


def lines(proof: Proof) -> list[str]:
    brief, told = proof.brief, proof.told
    kind = "초안" if brief.is_draft else "보존용 발행본" if proof.is_archive else "발행본"
    return [
        f"{brief.number} · 확인 {brief.check_code} · {kind}: {brief.title}",
        f"작성 {official_day(told.on)} · 기준일 {official_day(told.as_of)} · {told.department}",
        f"보관한 파일: {'같음' if proof.is_stored_whole else '없거나 다름'}",
        f"내용 지문: {'같음' if proof.are_contents_whole else '다름'}",
        f"다시 조판: {SET_AGAIN[proof.is_set_again]} ({brief.renderer})",
    ]
