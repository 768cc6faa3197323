"""What an agreement is called in a list: by the first company that promised, and how many more. One query."""

from collections.abc import Iterable

from agreements.models import Party


def names_of(agreements: Iterable[int]) -> dict[int, str]:
    """Without a company it is not among them: its own name serves."""
    rows = Party.objects.filter(agreement__in=list(agreements), role=Party.Role.COMPANY)
    found: dict[int, list[str]] = {}
    for agreement, name in rows.order_by("position", "pk").values_list("agreement", "organisation__name"):
        found.setdefault(agreement, []).append(name)
    return {pk: _called(names) for pk, names in found.items()}


def _called(names: list[str]) -> str:
    return f"{names[0]} 외 {len(names) - 1}곳" if len(names) > 1 else names[0]
