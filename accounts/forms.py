from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError

from accounts.lock import is_locked

# What siting/settings.py lets the validators ask, in one breath.
WHAT_IS_ASKED = "10자 이상. 아이디와 비슷하거나 널리 쓰이는 비밀번호, 숫자만으로 된 비밀번호는 쓸 수 없습니다."


class SignInForm(AuthenticationForm):
    """One sentence for every refusal: nobody learns from it whether an account exists."""

    error_messages = {
        "invalid_login": "아이디나 비밀번호가 맞지 않습니다. 확인하고 다시 입력하십시오.",
        "inactive": "아이디나 비밀번호가 맞지 않습니다. 확인하고 다시 입력하십시오.",
        "locked": "로그인을 여러 번 실패하여 15분 동안 막았습니다. 잠시 뒤에 다시 하고,"
        " 비밀번호를 모르면 시스템 관리자에게 문의하십시오.",
    }
    username = forms.CharField(
        label="아이디",
        max_length=150,
        error_messages={"required": "아이디를 입력하십시오."},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label="비밀번호",
        strip=False,
        max_length=200,
        error_messages={"required": "비밀번호를 입력하십시오."},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """While locked no password is looked at, the right one neither."""
        username = self.cleaned_data.get("username")
        if self.request and username and is_locked(self.request, username):
            raise ValidationError(self.error_messages["locked"], code="locked")
        return super().clean()


class OwnPasswordForm(PasswordChangeForm):
    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": "지금 비밀번호가 맞지 않습니다. 다시 입력하십시오.",
        "password_mismatch": "두 번 입력한 새 비밀번호가 서로 다릅니다. 다시 입력하십시오.",
        "same": "지금 비밀번호와 다르게 정하십시오.",
    }
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        labels = {
            "old_password": ("지금 비밀번호", "지금 비밀번호를 입력하십시오."),
            "new_password1": ("새 비밀번호", "새 비밀번호를 입력하십시오."),
            "new_password2": ("새 비밀번호 확인", "새 비밀번호를 한 번 더 입력하십시오."),
        }
        for name, (label, required) in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = required
        self.fields["new_password1"].help_text = WHAT_IS_ASKED
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self) -> str:
        new: str = self.cleaned_data["new_password1"]
        if new == self.cleaned_data.get("old_password"):
            raise ValidationError(self.error_messages["same"], code="same")
        return new
