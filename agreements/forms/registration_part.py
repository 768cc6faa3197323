"""The parts of the page that enters an agreement, in the order of the paper, and what stands or is missing in each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agreements.forms.line import Line, LineBoundField, Lines

if TYPE_CHECKING:
    from agreements.forms.registration import Registration


@dataclass(frozen=True)
class Group:
    """Lines of one noun: under which word they stand, what one of them is called, and what to know of them."""

    name: str
    title: str
    one: str
    help: str = ""


@dataclass(frozen=True)
class Part:
    """``front`` belongs to the short form, ``more`` and ``groups`` are behind 더 입력."""

    key: str
    mark: str
    title: str
    front: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()


CUMULATIVE = (
    "단계별 수치, 한 곳의 수치, 신규·이전의 구분, 다른 자료의 다른 값을 한 줄씩 적습니다."
    " 값은 그 기한까지의 누계입니다. 2020년까지 60명, 2021년 상반기까지 40명을 더하는 약속이면"
    " 둘째 줄에 100명을 적습니다."
)

PARTS = (
    Part("about", "①", "협약명·종류", ("name", "kind")),
    Part("signing", "②", "체결 일시·장소", ("signed", "venue"), ("signed_hour", "is_by_post")),
    Part(
        "parties",
        "③",
        "당사자·서명자·참석자",
        ("companies",),
        groups=(
            Group(
                "party",
                "당사자",
                "당사자",
                "위에 적은 기업은 다시 적지 않아도 됩니다. 서명자나 참석자를 적으려면 같은 이름으로 적습니다.",
            ),
        ),
    ),
    Part(
        "plan",
        "④",
        "투자 내용",
        ("form", "district", "address", "seats", "jobs", "investment", "due"),
        (
            *("sector", "centre_name", "building", "area_m2", "work_type", "sourcing"),
            *("place_stage", "place_source", "opening"),
        ),
        groups=(Group("pledge", "그 밖의 수치", "수치", CUMULATIVE),),
    ),
    Part(
        "company_duties",
        "⑤",
        "기업의 역할",
        groups=(
            Group(
                "company_duty",
                "기업의 역할",
                "역할",
                "기업이 한 곳이면 맡은 곳을 비워 둡니다.",
            ),
        ),
    ),
    Part(
        "city_duties",
        "⑥",
        "시의 역할",
        groups=(Group("city_duty", "시의 역할", "역할", "맡은 곳을 비우면 이 대장의 지자체입니다."),),
    ),
    Part(
        "joint_duties",
        "⑦",
        "공동·기타 기관",
        groups=(
            Group("joint_duty", "공동 협력사항과 다른 기관의 역할", "역할", "맡은 곳을 비우면 공동 협력사항입니다."),
        ),
    ),
    Part("term", "⑧", "유효기간·구속력·비밀유지", more=("valid_until", "is_binding", "is_confidential")),
    Part(
        "hopes",
        "⑨",
        "기대효과 (집계 제외)",
        groups=(Group("statement", "기대효과·참고 사항", "사항", "협약의 수치로 세지 않습니다."),),
    ),
    Part(
        "office",
        "⑩",
        "담당·공개",
        more=(
            *("department", "officer", "disclosure", "disclosure_article"),
            *("reported_to_council_on", "published_on"),
        ),
    ),
    Part(
        "papers",
        "⑪",
        "붙임·문서번호·출처",
        more=("source",),
        groups=(
            Group("document", "문서", "문서", "파일 없이 문서번호와 일자만 적어도 됩니다."),
            Group("source", "협약서가 아닌 출처", "출처", "여기에 적은 출처를 다른 줄의 ‘출처’에서 고릅니다."),
        ),
    ),
)

# What an ordinary agreement says, and a later reader will look for. None of it is required.
WANTED = frozenset(
    {"signed", "venue", "companies", "form", "district", "address", "seats", "jobs", "investment", "due"}
)


@dataclass(frozen=True)
class Shown:
    """A part with what stands in it."""

    part: Part
    front: list[LineBoundField]
    more: list[LineBoundField]
    groups: list[tuple[Group, Lines[Any]]] = field(default_factory=list)

    @property
    def lines(self) -> Iterator[Line]:
        for _, lines in self.groups:
            for line in lines:
                yield line
                yield from getattr(line, "signatories", ())

    @property
    def fields(self) -> list[LineBoundField]:
        return [*self.front, *self.more]

    @property
    def in_order(self) -> Iterator[Any]:
        yield from self.fields
        for line in self.lines:
            yield from line.visible_fields()

    @property
    def refused(self) -> int:
        """How many fields and lines are refused."""
        return sum(bool(field.errors) for field in self.fields) + sum(len(line.errors) for line in self.lines)

    @property
    def told(self) -> list[LineBoundField]:
        return [one for one in self.fields if one.form.is_touched(one.name)]

    @property
    def has_told(self) -> bool:
        return bool(self.told) or any(lines.told for _, lines in self.groups)

    @property
    def missing(self) -> list[str]:
        return [str(one.label) for one in self.fields if one.name in WANTED and one.value() in (None, "")]

    @property
    def is_open(self) -> bool:
        """더 입력 stands open when something in it was typed or refused."""
        touched = any(one.errors or one.form.is_touched(one.name) for one in self.more)
        return touched or any(line.errors or any(map(line.is_touched, line.fields)) for line in self.lines)


def shown(registration: "Registration") -> list[Shown]:
    form: Any = registration.form
    return [
        Shown(
            part,
            [form[name] for name in part.front],
            [form[name] for name in part.more],
            [(group, registration.lines[group.name]) for group in part.groups],
        )
        for part in PARTS
    ]
