"""What the mails of a round say: subject and text. ``[[link:7]]`` becomes an address only while it is sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agreements.periods import official_day_with_weekday

LINK = re.compile(r"\[\[link:([0-9]{1,18})\]\]")
SUBJECT_LENGTH = 200


@dataclass(frozen=True)
class Item:
    """One agreement somebody is asked for. ``part`` '' is all of it; ``invitation`` 0 goes without a link."""

    agreement: str
    round: str
    due_on: date
    part: str = ""
    invitation: int = 0
    state: str = ""


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str


def request(city: str, company: str, items: Sequence[Item], *, until: date, sender: str) -> Letter:
    due = official_day_with_weekday(min(item.due_on for item in items))
    return _letter(
        f"[{city}] {items[0].round} 실적 제출 요청({due}까지)",
        [
            f"{company} 담당자께",
            f"{city}와 맺은 아래 협약의 이행 실적을 {due}까지 제출해 주시기 바랍니다.",
            "주소를 열어 바로 적으실 수 있습니다. 로그인은 없으며, 적는 동안 저장되어 나중에 이어서 적으셔도 됩니다.",
            _listed(items),
            f"주소는 받으신 분만 쓰십시오. {official_day_with_weekday(until)}까지 열립니다.",
            f"문의: {sender}",
        ],
    )


def reminder(city: str, company: str, items: Sequence[Item], *, today: date, sender: str) -> Letter:
    due = min(item.due_on for item in items)
    told = "제출기한이 지났습니다" if due < today else f"{official_day_with_weekday(due)}까지 제출해 주시기 바랍니다"
    return _letter(
        f"[{city}] 이행 실적 제출 안내({len(items)}건)",
        [
            f"{company} 담당자께",
            f"아래 협약의 이행 실적을 아직 받지 못하였습니다. {told}.",
            _listed(items),
            "이미 공문이나 전화로 알려 주셨다면 이 글은 그대로 두셔도 됩니다.",
            f"문의: {sender}",
        ],
    )


def digest(officer: str, items: Sequence[Item], *, today: date, address: str) -> Letter:
    late = sum(item.due_on < today for item in items)
    return _letter(
        f"이행 실적을 받지 못한 협약 {len(items)}건(기한 경과 {late}건)",
        [
            f"{officer} 님이 담당하는 협약 가운데 실적을 받지 못한 것입니다. ({official_day_with_weekday(today)} 기준)",
            _listed(items),
            f"업무현황: {address}",
        ],
    )


def receipt(city: str, number: str, when: str, about: str, lines: Sequence[str]) -> Letter:
    return _letter(
        f"[{city}] 이행 실적 접수 확인({number})",
        [
            "보내 주신 이행 실적을 접수하였습니다.",
            f"접수번호: {number}\n접수 일시: {when}\n{about}",
            "\n".join(f"- {line}" for line in lines),
            "내용이 다르면 같은 주소에서 다시 제출하실 수 있습니다. 제출한 것은 모두 남습니다.",
        ],
    )


def receipt_number(year: int, pk: int) -> str:
    return f"{year}-{pk:06d}"


def _listed(items: Sequence[Item]) -> str:
    return "\n".join(_line(item) for item in items)


def _line(item: Item) -> str:
    part = f", 맡은 부분: {item.part}" if item.part else ""
    state = f", {item.state}" if item.state else ""
    line = f"- {item.agreement} ({item.round}, 기한 {official_day_with_weekday(item.due_on)}{part}{state})"
    return f"{line}\n  [[link:{item.invitation}]]" if item.invitation else line


def _letter(subject: str, paragraphs: Sequence[str]) -> Letter:
    """A subject is one line: what was typed into a name must not become a header."""
    return Letter(" ".join(subject.split())[:SUBJECT_LENGTH], "\n\n".join(p for p in paragraphs if p) + "\n")
