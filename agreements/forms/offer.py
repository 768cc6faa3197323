from typing import Any

from agreements.forms.choices import AgreementChoice, SpaceChoice, only_company_of, spaces_in
from agreements.forms.entry import SourcedForm
from agreements.forms.fields import OrganisationField
from agreements.models import Agreement, Building, Offer


class OfferForm(SourcedForm):
    """Of a building, or of an agreement whose company looks for one: what it is entered for is picked beforehand."""

    at = {
        "offer_is_kept_once": "offered_on",
        "offer_is_answered_after_it_was_made": "answered_on",
        "offer_answered_on_a_day_has_an_answer": "answer",
    }

    organisation = OrganisationField(label="제안받은 기업")
    space = SpaceChoice()
    agreement = AgreementChoice(label="관련 협약")

    class Meta(SourcedForm.Meta):
        model = Offer
        fields = (
            "organisation",
            "building",
            "space",
            "agreement",
            "offered_on",
            "answer",
            "answered_on",
            "note",
            "source",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        match self.around.parent:
            case Building(pk=pk):
                self.initial.setdefault("building", pk)
            case Agreement() as agreement:
                self.initial.setdefault("agreement", agreement.pk)
                self.initial.setdefault("organisation", only_company_of(agreement))

    def choices_of(self, name: str, rows: Any) -> Any:
        rows = super().choices_of(name, rows)
        return spaces_in(self.around, rows) if name == "space" else rows
