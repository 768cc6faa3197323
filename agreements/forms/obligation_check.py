from agreements.forms.entry import SourcedForm
from agreements.forms.past import PastWholeDayField
from agreements.models import ObligationCheck


class ObligationCheckForm(SourcedForm):
    """이행 · 일부 · 미이행, seen on a day, with what shows it. An earlier check of the duty stays."""

    parent_field = "obligation"
    at = {"obligation_check_shows_its_evidence": "evidence"}

    checked_on = PastWholeDayField(label="확인일", help_text="확인한 날. 예: 2021. 6. 30.")

    class Meta(SourcedForm.Meta):
        model = ObligationCheck
        fields = ("result", "evidence", "source")
        help_texts = {
            "evidence": "무엇으로 확인했는지 적습니다. 예: 현지 확인, 공문 투자유치과-123, 고용보험 명부 인원 수"
        }

    field_order = ("result", "checked_on", "evidence", "source")
