"""Who answers for which agreement, in which way and with which numbers: all of it follows from the agreement's number.

No two numbers are the same, so that none can stand in the place of another.
"""

from dataclasses import dataclass

COUNT = 200
LINKS = range(90)
SHEETS = range(90, 150)
SILENT = range(150, 200)
WITHOUT_MAIL = range(180, 200)  # silent too; they can only be called
TWO_OF_ONE = (range(20), range(150, 160))  # two neighbours are agreements of one company

RUNGS = {
    "seats_built": "seats",
    "seats_used": "seats",
    "hired": "jobs",
    "staff": "jobs",
    "insured": "jobs",
    "retained": "jobs",
    "invested": "investment",
}
MILLION = 1_000_000


def company_of(number: int) -> int:
    return number // 2 * 2 if any(number in pairs for pairs in TWO_OF_ONE) else number


def address_of(number: int) -> str:
    return "" if number in WITHOUT_MAIL else f"contact{company_of(number)}@company.example"


def key_of(number: int) -> str:
    return f"load-{number:03}"


def company_name(number: int) -> str:
    """Every tenth as long as names of companies get."""
    whose = company_of(number)
    long = "가나다라마바사아자차카 커스터머익스피리언스코리아 " if whose % 10 == 8 else ""
    return f"주식회사 {long}기업 {whose:03}"


def agreement_name(number: int) -> str:
    return f"{company_name(number)} 컨택센터 {'증설' if number != company_of(number) else '신설'} 투자협약"


def metrics_of(number: int) -> list[str]:
    return ["seats", "jobs", "investment"] if number % 2 else ["seats", "jobs"]


@dataclass(frozen=True)
class Answer:
    number: int

    @property
    def values(self) -> dict[str, int]:
        """By rung: 명, 석, 원."""
        asked = [(n, rung) for n, (rung, metric) in enumerate(RUNGS.items(), 1) if metric in metrics_of(self.number)]
        found = {rung: n * 1000 + self.number for n, rung in asked}
        return {rung: value * MILLION if rung == "invested" else value for rung, value in found.items()}

    @property
    def parts(self) -> dict[str, int]:
        """Of the people at work, where they are known."""
        if self.number % 3 or self.number not in LINKS:
            return {}
        return {"residents": 500 + self.number, "new": 600 + self.number, "moved_within": 700 + self.number}

    @property
    def differing(self) -> str:
        return f"협약 수치가 다릅니다 {self.number:03}" if self.number % 8 == 2 else ""

    @property
    def fields(self) -> dict[str, str]:
        """As the form on a phone asks for it; each company writes numbers in its own way."""
        told = {f"{rung}-value": self.written(rung) for rung in self.values}
        told |= {f"staff-{kind}": str(value) for kind, value in self.parts.items()}
        if self.differing:
            told |= {"differs-1-about": "pledge", "differs-1-words": self.differing}
        return told

    def written(self, rung: str) -> str:
        value = self.values[rung]
        if rung == "invested":
            return (f"{value // MILLION:,}백만원", str(value), f"{value:,}원")[self.number % 3]
        return (str(value), f"{value:,}", f"{value:,}{'석' if rung.startswith('seats') else '명'}")[self.number % 3]
