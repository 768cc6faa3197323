from typing import Any

from agreements.forms.choices import DutyChoice, only_company_of
from agreements.forms.count import CountField
from agreements.forms.entry import SourcedForm
from agreements.forms.fields import OrganisationField
from agreements.models import Obligation, Programme, ProgrammeUse


class ProgrammeUseForm(SourcedForm):
    """Of a programme, or of a duty that the use serves: what it is entered for is picked beforehand."""

    at = {"programme_use_is_kept_once": "used_on", "programme_use_counts_someone": "people"}

    organisation = OrganisationField(label="이용 기업")
    obligation = DutyChoice()
    people = CountField(label="인원(명)", unit="명")

    class Meta(SourcedForm.Meta):
        model = ProgrammeUse
        fields = ("programme", "organisation", "obligation", "used_on", "people", "note", "source")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        match self.around.parent:
            case Programme(pk=pk):
                self.initial.setdefault("programme", pk)
            case Obligation() as duty:
                self.initial.setdefault("obligation", duty.pk)
                self.initial.setdefault("organisation", only_company_of(duty.agreement))

    def choices_of(self, name: str, rows: Any) -> Any:
        rows = super().choices_of(name, rows)
        return rows.filter(agreement__municipality=self.around.municipality) if name == "obligation" else rows
