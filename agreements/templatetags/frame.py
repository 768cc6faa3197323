"""The five places in the order of work, and what is within the one we are in. Known by the name of the address."""

from dataclasses import dataclass

from django import template
from django.urls import NoReverseMatch, reverse

register = template.Library()


@dataclass(frozen=True)
class Place:
    """``names`` are the addresses that belong to it, beside its own; ``within`` the pages beside each other in it."""

    label: str
    name: str
    within: tuple[tuple[str, str], ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def address(self) -> str:
        """'' where the address is not there: a house without papers."""
        try:
            return reverse(self.name)
        except NoReverseMatch:
            return ""

    def holds(self, here: str) -> bool:
        return here == self.name or here in self.names or here in {name for _, name in self.within}


@dataclass(frozen=True)
class Shown:
    label: str
    address: str
    current: str


PLACES = (
    Place(
        "업무현황",
        "agreements:overview",
        (
            ("이행 점검", "agreements:rounds"),
            ("이행 현황", "agreements:standing"),
            ("추진상황 제안", "agreements:proposals"),
        ),
        frozenset(
            f"agreements:{name}"
            for name in (
                *("standing_by", "standing_of", "standing_matrix", "standing_changed", "proposal_decide"),
                *("round", "round_new", "round_approve", "round_close", "reminders", "calls", "check_in"),
                *("letters", "letter", "surveys", "visits", "invitations", "mails", "correction_request"),
            )
        ),
    ),
    Place(
        "협약",
        "agreements:register",
        (),
        frozenset(f"agreements:{name}" for name in ("detail", "register_new", "amend", "history", "sheets", "sheet")),
    ),
    Place(
        "기업",
        "agreements:companies",
        (("지원사업", "agreements:programmes"),),
        frozenset(f"agreements:{name}" for name in ("company", "programme", "rename", "merge")),
    ),
    Place(
        "센터·건물",
        "agreements:places",
        (("시장 현황", "agreements:market"),),
        frozenset(f"agreements:{name}" for name in ("building", "centre")),
    ),
    Place(
        "보고자료",
        "briefs:list",
        (
            ("즐겨찾기", "briefs:saved_orders"),
            ("묶음", "briefs:batches"),
            ("질문과 답", "agreements:answers"),
            ("요구자료 대장", "agreements:inquiries"),
        ),
        frozenset(
            (
                *(f"briefs:{name}" for name in ("kinds", "order", "each", "detail", "issue", "batch", "saved_order")),
                *(f"agreements:{name}" for name in ("answer", "figure", "keep_answer", "inquiry", "reply")),
            )
        ),
    ),
)


@register.simple_tag
def places(here: str) -> list[Shown]:
    found = [(place, place.address) for place in PLACES]
    return [
        Shown(place.label, address, "page" if here == place.name else "true" if place.holds(here) else "")
        for place, address in found
        if address
    ]


@register.simple_tag
def within(here: str) -> list[Shown]:
    """The pages beside this one; none where a place has but one."""
    place = next((place for place in PLACES if place.within and place.holds(here)), None)
    if place is None:
        return []
    pages = ((place.label, place.name), *place.within)
    return [Shown(label, reverse(name), "page" if here == name else "") for label, name in pages]
