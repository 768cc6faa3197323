"""Many papers for one file: each as it was set, and a list that says what each of them is."""

from collections.abc import Iterator
from itertools import chain

from django.utils import timezone

from agreements.periods import official_day
from agreements.rules.sheet.bundle import named
from agreements.rules.sheet.writing import in_csv
from briefs.batching import left_out
from briefs.models import Batch, Brief

LIST = "목록.csv"
HEADS = [
    *("자료번호", "확인 코드", "제목", "종류", "기준일", "자료 확정", "발행/초안", "쪽"),
    *("파일 이름", "SHA-256", "내용 지문", "상태·실패 사유"),
]
LONGEST_STEM = 80
LOST = "보관한 파일을 찾을 수 없음. 시스템 관리자에게 자료번호를 알려 주십시오."
AT_ONCE = 50  # rows; of the files never more than one


def entries_of(batch: Batch) -> Iterator[tuple[str, bytes]]:
    """Name and content, file by file."""
    table = [HEADS]
    for brief in batch.briefs.defer("contents", "behind").order_by("volume", "pk").iterator(AT_ONCE):
        data = _data_of(brief)
        name = file_name(brief) if data is not None else ""
        table.append(_row(brief, name))
        if data is not None:
            yield name, data
    rest = left_out(batch) if batch.drawn_at and not batch.failure else ()
    told = ([(batch.title, batch.failure)] if batch.failure else []) if batch.drawn_at else [(batch.title, "작성 중")]
    for title, reason in chain(rest, told):
        table.append(["", "", title, *[""] * 8, reason])
    yield LIST, in_csv(table)


def file_name(brief: Brief, *more: str, extension: str = "pdf") -> str:
    """``흥국생명(주) 고객센터 투자협약 이행 현황_2026-0041.pdf``"""
    return named(brief.title[:LONGEST_STEM].rstrip(" ."), brief.number, *more, extension=extension)


def _data_of(brief: Brief) -> bytes | None:
    if brief.state != Brief.State.READY:
        return None
    try:
        with brief.file.open("rb") as file:
            data: bytes = file.read()
    except OSError:
        return None
    return data


def _row(brief: Brief, name: str) -> list[str]:
    is_lost = brief.state == Brief.State.READY and not name
    known = brief.known_at or brief.ordered_at
    return [
        brief.number,
        brief.check_code,
        brief.title,
        brief.get_kind_display(),
        official_day(brief.as_of),
        official_day(timezone.localdate(known)),
        "초안" if brief.is_draft else "발행",
        str(brief.pages or ""),
        name,
        brief.file_sha256,
        brief.contents_digest,
        LOST if is_lost else " ".join(part for part in (brief.get_state_display(), brief.failure) if part),
    ]
