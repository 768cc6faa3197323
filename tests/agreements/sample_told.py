"""What a published word became: a model, a lookup and the value that its rows must show."""

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agreements import models as m
from agreements.models.fact import Fact

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "agreements" / "sample"
OF_A_REGISTER = {"Source": "municipality", "Building": "municipality", "Space": "building__municipality"}


def read(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Told:
    """``lookup`` is ``field=value;field=value``. ``expected`` is ``field=value``, ``field=*part``, or, where several
    rows answer, ``field=one|two`` in order; an empty value means that nothing was filled in."""

    model: str
    lookup: str
    expected: str
    agreement_key: str = ""

    def rows(self) -> Any:
        asked = (pair.split("=", 1) for pair in self.lookup.split(";") if pair)
        found = {
            name if value != "None" else f"{name}__isnull": value if value != "None" else True for name, value in asked
        }
        rows = getattr(m, self.model).objects.filter(**found, **self._scope())
        return rows.known_at(None) if issubclass(rows.model, Fact) else rows

    def _scope(self) -> dict[str, Any]:
        key = self.agreement_key
        if not key or self.model == "MarketFigure":
            return {}
        if self.model == "Agreement":
            return {"key": key}
        if self.model in OF_A_REGISTER:
            return {OF_A_REGISTER[self.model]: m.Agreement.objects.get(key=key).municipality}
        return {("centre__" if self.model == "CentreRole" else "") + "agreement__key": key}

    def is_kept(self) -> bool:
        field, _, expected = self.expected.partition("=")
        values = sorted({"" if value is None else str(value) for value in self.rows().values_list(field, flat=True)})
        if expected.startswith("*"):
            return bool(values) and all(expected[1:] in value for value in values)
        return values == sorted(expected.split("|"))
