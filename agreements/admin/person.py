from typing import Any

from django.contrib import admin

from accounts.models import User
from agreements.actions.person import change_person, end_person, give_password, make_person, resume_person
from agreements.admin.act import Act, Acting
from agreements.forms.person import ChangedPersonForm, NewPersonForm, PasswordForm, ReasonForm


def is_active(person: Any, by: User) -> bool:
    return bool(person.is_active)


def is_other_and_active(person: Any, by: User) -> bool:
    return bool(person.is_active) and person != by


def was_ended(person: Any, by: User) -> bool:
    return not person.is_active


@admin.register(User)
class PersonAdmin(Acting):
    """Role, register and department; what a person may do follows from the role alone."""

    adding = Act("add", "등록", NewPersonForm, make_person)
    acts = (
        Act("change", "고치기", ChangedPersonForm, change_person, is_active),
        Act("password", "비밀번호 새로 주기", PasswordForm, give_password, is_other_and_active),
        Act("end", "사용 끝내기", ReasonForm, end_person, is_other_and_active),
        Act("resume", "다시 사용", PasswordForm, resume_person, was_ended),
    )
    list_display = ("username", "display_name", "role", "municipality", "department", "is_active", "last_login")
    list_filter = ("role", "municipality", "is_active")
    list_select_related = ("municipality", "department")
    search_fields = ("username", "display_name")
    ordering = ("username",)
    fields = (
        "username",
        "display_name",
        "email",
        "role",
        "municipality",
        "department",
        "is_active",
        "must_change_password",
        "last_login",
    )
