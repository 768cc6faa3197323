from django import forms
from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """One sentence for every refusal: nobody learns from it whether an account exists."""

    error_messages = {
        "invalid_login": "아이디나 비밀번호가 맞지 않습니다. 확인하고 다시 입력하십시오.",
        "inactive": "아이디나 비밀번호가 맞지 않습니다. 확인하고 다시 입력하십시오.",
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
