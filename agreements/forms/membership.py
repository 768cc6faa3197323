from typing import Any

from agreements.forms.entry import SourcedForm
from agreements.forms.fields import OrganisationField
from agreements.models import Membership, Organisation


class MembershipForm(SourcedForm):
    """Companies by name or by number; people only by number."""

    parent_field = "organisation"
    at = {
        "membership_names_organisations_and_counts_people": "count",
        "membership_joins_two_organisations": "member",
        "membership_is_kept_once": "member",
    }

    member = OrganisationField(
        label="기업·기관 이름",
        required=False,
        help_text="법인·단체만 이름을 적습니다. 개인의 이름은 적지 않고 아래에 수만 적습니다.",
    )

    class Meta(SourcedForm.Meta):
        model = Membership
        fields = ("relation", "member_kind", "count", "source")
        help_texts = {"count": "이름을 모르거나 개인이면 몇인지 적습니다. 이름을 적으면 1입니다."}

    field_order = ("relation", "member", "member_kind", "count", "source")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("member_kind", Membership.MemberKind.CORPORATION)
        self.initial.setdefault("count", 1)

    def clean(self) -> dict[str, Any]:
        """법인 or 개인 is the kind of the member in the union, not of a company typed for the first time."""
        cleaned = super().clean()
        member = cleaned.get("member")
        if member is not None and not member.pk:
            member.kind = Organisation.Kind.COMPANY
        return cleaned
