from typing import Any

from agreements.forms.entry import SourcedForm
from agreements.forms.statement import StatementFields
from agreements.models import Statement

# What is said of a company or its trade; the others are said of an agreement.
TOPICS = (Statement.Topic.PROFILE, Statement.Topic.TRADE, Statement.Topic.CONTEXT)


class ProfileForm(StatementFields, SourcedForm):
    """기업 현황: when founded, assets, staff, trade; each with its day and source."""

    parent_field = "organisation"
    field_order = ("topic", "words", "value", "as_of", "source")

    class Meta(StatementFields.Meta):
        fields = (*StatementFields.Meta.fields, "source")
        help_texts = {
            "words": "자료의 말 그대로. 예: 1949년 설립 / 자산 29조 4천억 원 / 종업원 1,234명 / 업종 생명보험업",
            "value": "수로 적을 수 있으면 단위와 함께. 예: 29조 4천억 원 / 1,234명 / 1949년",
            "as_of": "아는 데까지 적습니다. 예: 2019. 12. 31. / 2019년",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        topic: Any = self.fields["topic"]
        topic.choices = [(one.value, one.label) for one in TOPICS]
        self.initial.setdefault("topic", Statement.Topic.PROFILE.value)
