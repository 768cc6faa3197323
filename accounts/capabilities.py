"""What a role may do. Four capabilities; a role is nothing but a set of them."""

from enum import StrEnum


class Capability(StrEnum):
    ENTER = "enter"
    APPROVE = "approve"
    ORDER_PAPERS = "order papers"
    ADMINISTER = "administer"


class Role(StrEnum):
    OFFICER = "officer"
    TEAM_HEAD = "team_head"
    DIRECTOR = "director"
    READER = "reader"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.OFFICER: "담당 주무관",
    Role.TEAM_HEAD: "팀장(검토·승인)",
    Role.DIRECTOR: "과장·국장(열람·보고자료)",
    Role.READER: "전체 조회(열람·보고자료)",
    Role.ADMINISTRATOR: "시스템 관리자",
}

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.OFFICER: frozenset({Capability.ENTER, Capability.ORDER_PAPERS}),
    Role.TEAM_HEAD: frozenset({Capability.ENTER, Capability.APPROVE, Capability.ORDER_PAPERS}),
    Role.DIRECTOR: frozenset({Capability.ORDER_PAPERS}),
    Role.READER: frozenset({Capability.ORDER_PAPERS}),
    Role.ADMINISTRATOR: frozenset({Capability.ADMINISTER, Capability.ORDER_PAPERS}),
}
