from typing import Any

from django import forms
from django.db.models import Max

from agreements.forms.entry import EntryForm, SourcedForm
from agreements.forms.fields import OrganisationField
from agreements.forms.line import Line, Lines
from agreements.models import Attendee, Organisation, Party, Signatory
from agreements.rules.name import tidy

KINDS = {
    Party.Role.CITY.value: Organisation.Kind.MUNICIPALITY.value,
    Party.Role.PARTNER.value: "",  # an agency, an association, a school: whoever enters it says which
}
UNKNOWN_KIND = "처음 나오는 기관입니다. 종류를 고르십시오."


class PartyFields(EntryForm):
    at = {"party_has_a_role_once": "organisation"}

    organisation = OrganisationField(label="이름", help_text="대장에 있는 이름이면 찾아서 보입니다.")
    organisation_kind = forms.ChoiceField(
        label="종류",
        choices=[("", "역할에 따름"), *Organisation.Kind.choices],
        required=False,
        help_text="대장에 처음 나오는 협력 기관일 때만 고릅니다.",
    )

    class Meta(EntryForm.Meta):
        model = Party
        fields: Any = ("role", "is_signatory", "note")
        labels = {"is_signatory": "서명한 당사자"}

    def _organisation(self, name: str, field: OrganisationField, typed: str) -> Organisation | None:
        """Its kind follows from the role where the role tells it."""
        role = self.cleaned_data.get("role", "")
        kind = self.cleaned_data.get("organisation_kind") or KINDS.get(role, field.kind)
        self.cleaned_data[f"{name}_kind"] = kind or Organisation.Kind.AGENCY.value
        found = super()._organisation(name, field, typed)
        if found is not None and found._state.adding and not kind:
            self.add_error("organisation_kind", UNKNOWN_KIND)
        return found


class PartyForm(PartyFields, SourcedForm):
    parent_field = "agreement"
    field_order = ("role", "organisation", "organisation_kind", "is_signatory", "position", "note", "source")

    class Meta(PartyFields.Meta):
        fields = (*PartyFields.Meta.fields, "position", "source")
        help_texts = {"position": "화면과 보고자료에 쓰는 차례"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.instance.pk and self.around.agreement is not None:
            last = self.around.agreement.parties.aggregate(last=Max("position"))["last"]
            self.initial["position"] = (last or 0) + 1


class TitlesField(forms.CharField):
    """One office a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return list(dict.fromkeys(tidy(line) for line in (value or "").splitlines() if tidy(line)))

    def validate(self, value: Any) -> None:
        longest = Attendee._meta.get_field("title").max_length or 0
        if any(len(title) > longest for title in value):
            raise forms.ValidationError(f"직위는 한 줄에 하나씩, {longest}자 안으로 적으십시오.")

    def run_validators(self, value: Any) -> None:
        """Each title was measured."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data))


class PartyLine(PartyFields, Line):
    defaults = {"is_signatory": True}
    signatories: Lines["SignatoryLine"]

    attendees = TitlesField(
        label="참석자(직위)", required=False, help_text="한 줄에 한 분씩, 직위만. 예: 일자리경제실장"
    )

    field_order = ("role", "organisation", "organisation_kind", "is_signatory", "attendees", "note", "source")

    def attendees_of(self, party: Party) -> list[Attendee]:
        return [Attendee(party=party, title=title, source=party.source) for title in self.cleaned_data["attendees"]]


class SignatoryFields(EntryForm):
    at = {"signatory_is_kept_once": "name"}

    class Meta(EntryForm.Meta):
        model = Signatory
        fields: Any = ("title", "name")
        labels = {"title": "서명자 직위", "name": "서명자 이름"}


class SignatoryForm(SignatoryFields, SourcedForm):
    parent_field = "party"

    class Meta(SignatoryFields.Meta):
        fields = (*SignatoryFields.Meta.fields, "source")


class SignatoryLine(SignatoryFields, Line):
    source = None  # type: ignore[assignment]  # that of the party


class AttendeeForm(SourcedForm):
    parent_field = "party"
    at = {"attendee_is_kept_once": "title"}

    class Meta(SourcedForm.Meta):
        model = Attendee
        fields = ("title", "source")
        help_texts = {"title": "직위만 적고 이름은 적지 않습니다."}
