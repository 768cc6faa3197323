"""The demo people: roles, not persons. Made by ``load_sample``, printed by ``serve``."""

from dataclasses import dataclass

from accounts.capabilities import Role

DEMO_PASSWORD = "siting-demo-2026"  # noqa: S105  shown on the terminal; exists only in a register with sample data


@dataclass(frozen=True)
class DemoPerson:
    username: str
    label: str
    role: Role
    municipality_key: str | None


DEMO_PEOPLE = (
    DemoPerson("gwangju-officer", "광주광역시 담당 주무관", Role.OFFICER, "gwangju"),
    DemoPerson("gwangju-head", "광주광역시 팀장", Role.TEAM_HEAD, "gwangju"),
    DemoPerson("gwangju-director", "광주광역시 과장·국장", Role.DIRECTOR, "gwangju"),
    DemoPerson("incheon-officer", "인천광역시 담당 주무관", Role.OFFICER, "incheon"),
    DemoPerson("reader", "시연용 전체 조회", Role.READER, None),
    DemoPerson("admin", "시스템 관리자", Role.ADMINISTRATOR, None),
)
