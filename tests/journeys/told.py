"""What a register says of the five cases, asked of its own database: ``manage.py shell -c`` in the house's environment.

Prints JSON: the facts of sample_cases.csv that do not hold, and the frozen contents of the five papers.
"""

import json
from datetime import date
from typing import Any

from agreements.models import Agreement, Organisation
from briefs.contents import Order, draw
from tests.agreements.sample_told import HERE, Told, read

AS_OF = date(2026, 11, 20)
# The number of an agreement is given by the register that keeps it: known here by its name.
NAMES = {
    "gwangju-20200716-heungkuk": "흥국생명(주) 고객센터 투자협약",
    "incheon-20131217-10co": "인천 컨택센터 10개사 공동 업무협약(MOU)",
    "national-rehab-3party": "고용 우수기업 발굴·일자리 안전망·ESG 경영 3자 업무협약",
}
PAPERS = {
    "1": ("agreement", "gwangju-20200716-heungkuk"),
    "2": ("agreement", "incheon-20131217-10co"),
    "3": ("agreement", "national-rehab-3party"),
    "4": ("organisation", "전남중소기업일자리경제진흥원"),
    "5": ("organisation", "컨택센터 통합시스템 사업자협동조합"),
}


def keys() -> dict[str, str]:
    return {key: Agreement.objects.get(name=name).key for key, name in NAMES.items()}


def untrue(known: dict[str, str]) -> list[str]:
    facts = read(HERE / "sample_cases.csv")
    return [f"case {row['case']}: {row['fact']}" for row in facts if not holds(row, known)]


def holds(row: dict[str, str], known: dict[str, str]) -> bool:
    lookup = row["lookup"]
    for key, own in known.items():
        lookup = lookup.replace(f"key={key}", f"key={own}")
    return Told(row["model"], lookup, row["expected"]).is_kept()


def papers(known: dict[str, str]) -> dict[str, Any]:
    """Without who is in charge: that is told by the register, not by the case."""
    drawn = {case: draw(order(kind, subject(kind, name, known))) for case, (kind, name) in PAPERS.items()}
    own = {"contact", "department"}
    return {case: {name: part for name, part in one.contents.items() if name not in own} for case, one in drawn.items()}


def order(kind: str, of: Any) -> Order:
    return Order(kind, of.municipality, AS_OF, subject=of)


def subject(kind: str, name: str, known: dict[str, str]) -> Any:
    return Agreement.objects.get(key=known[name]) if kind == "agreement" else Organisation.objects.get(name=name)


def tell() -> None:
    own = keys()
    print(json.dumps({"untrue": untrue(own), "papers": papers(own)}, ensure_ascii=False))
