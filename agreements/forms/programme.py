from agreements.forms.entry import SourcedForm
from agreements.forms.fields import DayField, OrganisationField
from agreements.models import Organisation, Programme


class ProgrammeForm(SourcedForm):
    """Alone, or of the agency that runs it."""

    at = {"programme_is_one_of_its_operator": "name"}

    operator = OrganisationField(kind=Organisation.Kind.AGENCY, label="운영 기관")
    began = DayField(label="시작일", required=False, help_text="아는 데까지. 예: 2020년 / 2020. 3.")

    class Meta(SourcedForm.Meta):
        model = Programme
        fields = ("name", "operator", "target_group", "place", "content", "source")
        help_texts = {
            "target_group": "예: 중소기업, 40~60대",
            "content": "예: 성장 자금 융자, 상담과 원산지증명",
        }

    field_order = ("name", "operator", "target_group", "place", "content", "began", "source")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        if isinstance(self.around.parent, Organisation):
            self.initial.setdefault("operator", self.around.parent.name)
