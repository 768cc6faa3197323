from typing import Any

from django import forms

from accounts.forms import WHAT_IS_ASKED
from accounts.models import User
from agreements.forms.act import Asked, AskedOfRow, ReasonField, VersionField


class PasswordField(forms.CharField):
    """Readable, as it is told to the person; it works once."""

    def __init__(self) -> None:
        super().__init__(
            label="처음 비밀번호",
            strip=False,
            max_length=128,
            help_text=f"본인에게 따로 알리십시오. 본인이 처음 로그인할 때 바꿉니다. {WHAT_IS_ASKED}",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )


class PersonForm(AskedOfRow):
    class Meta:
        model = User
        fields: tuple[str, ...] = ("username", "display_name", "email", "role", "municipality", "department")

    def __init__(self, data: Any = None, *, by: User, row: Any = None) -> None:
        super().__init__(data, by=by, row=row)
        municipality = self.fields["municipality"]
        municipality.help_text = "전체 조회와 시스템 관리자만 비울 수 있습니다. 비우면 모든 대장을 봅니다."
        if by.municipality_id is not None:
            municipality.required, municipality.help_text = True, ""


class NewPersonForm(PersonForm):
    password = PasswordField()


class ChangedPersonForm(PersonForm):
    reason = ReasonField()
    version = VersionField()

    class Meta(PersonForm.Meta):
        fields = PersonForm.Meta.fields[1:]


class ReasonForm(Asked):
    reason = ReasonField()


class PasswordForm(Asked):
    password = PasswordField()
    reason = ReasonField()
