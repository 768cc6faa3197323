from agreements.forms.entry import SourcedForm
from agreements.forms.fields import OrganisationField
from agreements.models import CentreRole


class CentreRoleForm(SourcedForm):
    """A role ends by its last day; the row stays as what was."""

    parent_field = "centre"
    at = {"centre_role_is_kept_once": "organisation", "centre_role_ends_after_it_begins": "to_on"}

    organisation = OrganisationField(label="기업·기관")

    class Meta(SourcedForm.Meta):
        model = CentreRole
        fields = ("role", "organisation", "from_on", "to_on", "source")
        help_texts = {"to_on": "역할을 마쳤으면 마지막 날을 적습니다. 기록은 지난 체계로 남습니다."}
