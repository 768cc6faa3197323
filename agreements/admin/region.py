from typing import Any

from django.contrib import admin

from accounts.models import Department, Municipality, Region, User
from agreements.actions.region import (
    add_department,
    add_region,
    add_register,
    merge,
    merge_register,
    put_right,
    rename,
    rename_register,
    split,
)
from agreements.admin.act import Act, Acting, by_national, in_use, in_use_by_national
from agreements.forms import region as forms


def merge_with(row: Any, *, others: Any, by: User, **told: Any) -> Any:
    """The page is that of one of them."""
    return merge([row, *others], by=by, **told)


def split_up(row: Any, *, by: User, **told: Any) -> Any:
    split(row, by=by, **told)
    return row


@admin.register(Region)
class RegionAdmin(Acting):
    adding = Act("add", "등록", forms.RegionForm, add_region, by_national)
    acts = (
        Act("right", "바로잡기", forms.RightRegionForm, put_right, by_national),
        Act("rename", "이름·코드 바꾸기", forms.RenameRegionForm, rename, in_use_by_national),
        Act("merge", "합치기", forms.MergeRegionForm, merge_with, in_use_by_national),
        Act("split", "나누기", forms.SplitRegionForm, split_up, in_use_by_national),
    )
    fields = list_display = ("name", "level", "code", "parent", "valid_from", "valid_to", "successor", "split_from")
    list_filter = ("level",)
    list_select_related = ("parent", "successor", "split_from")
    search_fields = ("name", "code")


@admin.register(Municipality)
class MunicipalityAdmin(Acting):
    adding = Act("add", "등록", forms.RegisterForm, add_register, by_national)
    acts = (
        Act("settings", "설정 바꾸기", forms.SettingsForm, put_right, in_use),
        Act("rename", "이름 바꾸기", forms.RenameRegisterForm, rename_register, in_use_by_national),
        Act("merge", "다른 대장에 합치기", forms.MergeRegisterForm, merge_register, in_use_by_national),
    )
    fields = list_display = (
        "name",
        "key",
        "region",
        "fulfilment_definition",
        "rate_word",
        "district_word",
        "rhythm",
        "asks_by_link",
        "is_national",
        "valid_from",
        "valid_to",
        "successor",
    )
    list_select_related = ("region", "successor")
    search_fields = ("name", "key")


@admin.register(Department)
class DepartmentAdmin(Acting):
    adding = Act("add", "등록", forms.DepartmentForm, add_department)
    acts = (
        Act("right", "바로잡기", forms.RightDepartmentForm, put_right),
        Act("rename", "이름 바꾸기", forms.RenameForm, rename, in_use),
        Act("merge", "합치기", forms.MergeForm, merge_with, in_use),
        Act("split", "나누기", forms.SplitDepartmentForm, split_up, in_use),
    )
    fields = list_display = ("name", "municipality", "valid_from", "valid_to", "successor", "split_from")
    list_filter = ("municipality",)
    list_select_related = ("municipality", "successor", "split_from")
    search_fields = ("name",)
