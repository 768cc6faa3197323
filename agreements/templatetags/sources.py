"""Numbered sources: ① beside a value leads to the list at the foot of the page."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html

from agreements.models import Attendee, Party, Signatory, Source
from agreements.standing.dossier import Dossier

register = template.Library()

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def circled(number: int) -> str:
    return CIRCLED[number - 1] if number <= len(CIRCLED) else f"({number})"


@register.filter
def people(party: Party, told: Iterable[Signatory | Attendee]) -> list[Signatory | Attendee]:
    """Those of the party among the signatories or the attendees of its agreement."""
    return [person for person in told if person.party_id == party.pk]


@register.filter
def cite(dossier: Dossier, source: Source | int | None) -> str:
    """The mark of a source; '' where the page does not list it."""
    pk = source.pk if isinstance(source, Source) else source
    number = dossier.sources.get(pk) if pk else None
    if number is None:
        return ""
    return format_html('<a class="cite" href="#source-{}" title="출처 {}">{}</a>', number, number, circled(number))


@register.filter
def numbered(dossier: Dossier) -> list[tuple[str, int, Source]]:
    """Mark, number and source, in the order of first use."""
    found = {source.pk: source for source in dossier.all_sources}
    return [(circled(number), number, found[pk]) for pk, number in dossier.sources.items() if pk in found]
