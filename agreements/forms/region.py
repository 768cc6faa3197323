from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Department, Municipality, Region
from agreements.forms.act import Asked, AskedOfRow, DayField, ReasonField, VersionField

BEGINS: dict[str, Any] = {"label": "시작일", "help_text": "모르면 비워 둡니다.", "required": False}
ASKS_BY_LINK = "켜면 점검 때 기업 담당자가 계정 없이 제출할 수 있는 주소를 전자우편으로 보냅니다."
CODE_HELP = "법정동코드 앞부분. 시·도 2자리, 시·군·구 5자리"


class RegionForm(AskedOfRow):
    valid_from = DayField(**BEGINS)

    class Meta:
        model = Region
        fields = ("level", "name", "code", "parent", "valid_from")
        help_texts: ClassVar[dict[str, str]] = {"code": CODE_HELP, "parent": "시·도는 비워 둡니다."}


class RightRegionForm(RegionForm):
    reason = ReasonField()
    version = VersionField()


class RegisterForm(AskedOfRow):
    valid_from = DayField(**BEGINS)

    class Meta:
        model = Municipality
        fields = (
            "name",
            "key",
            "is_national",
            "region",
            "fulfilment_definition",
            "rate_word",
            "district_word",
            "rhythm",
            "asks_by_link",
            "valid_from",
        )
        help_texts: ClassVar[dict[str, str]] = {
            "key": "영문 소문자와 -. 한 번 정하면 바꾸지 않습니다. 예: gwangju",
            "is_national": "지자체에 속하지 않는 자료와 행정구역의 변경 기록을 둡니다. 하나만 둡니다.",
            "region": "전국 대장은 비워 둡니다.",
            "district_word": "예: 자치구, 군·구, 시·군",
            "asks_by_link": ASKS_BY_LINK,
        }


class SettingsForm(AskedOfRow):
    reason = ReasonField()
    version = VersionField()

    class Meta:
        model = Municipality
        fields = ("fulfilment_definition", "rate_word", "district_word", "rhythm", "asks_by_link")
        help_texts: ClassVar[dict[str, str]] = {
            "fulfilment_definition": "모든 화면과 보고자료에 적히는 기준입니다.",
            "rhythm": "다음에 여는 이행 점검부터 씁니다.",
            "asks_by_link": ASKS_BY_LINK,
        }


class DepartmentForm(AskedOfRow):
    valid_from = DayField(**BEGINS)

    class Meta:
        model = Department
        fields: tuple[str, ...] = ("municipality", "name", "valid_from")


class RightDepartmentForm(DepartmentForm):
    reason = ReasonField()
    version = VersionField()

    class Meta(DepartmentForm.Meta):
        fields = ("name", "valid_from")


class NameField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(**{"label": "새 이름", "max_length": 40, **options})


class CodeField(forms.CharField):
    def __init__(self, help_text: str = f"{CODE_HELP}. 그대로이면 비워 둡니다.") -> None:
        super().__init__(label="새 코드", max_length=5, required=False, help_text=help_text)


class RenameForm(Asked):
    name = NameField()
    on = DayField()
    reason = ReasonField()


class RenameRegionForm(RenameForm):
    code = CodeField(
        f"{CODE_HELP}. 그대로이면 비워 둡니다. 시·도의 코드가 바뀌면 딸린 시·군·구도 같은 날 새 코드로 이어집니다."
    )
    parent = forms.ModelChoiceField(
        label="새 상위",
        queryset=Region.objects.all(),
        required=False,
        help_text="다른 시·도로 편입될 때만 고릅니다.",
    )
    field_order = ("name", "code", "parent", "on", "reason")


class RenameRegisterForm(RenameForm):
    code = CodeField(f"행정구역의 코드도 바뀔 때만 적습니다. {CODE_HELP}")
    field_order = ("name", "code", "on", "reason")


class MergeRegisterForm(Asked):
    into = forms.ModelChoiceField(
        label="합쳐질 대장",
        queryset=Municipality.objects.filter(is_national=False),
        help_text="이 대장의 사용자는 그대로 두니, 합친 뒤에 사용자마다 소속을 바꾸십시오.",
    )
    on = DayField(help_text="합쳐진 대장의 담당자가 이 대장의 자료도 보는 첫날입니다.")
    reason = ReasonField()


class MergeForm(Asked):
    """Several into one that stays, or into a new one."""

    others: Any = forms.ModelMultipleChoiceField(
        label="함께 합칠 곳", queryset=Municipality.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    into: Any = forms.ModelChoiceField(label="남는 곳", queryset=Municipality.objects.none(), required=False)

    name = NameField(required=False, help_text="새로 만드는 곳의 이름. 남는 곳으로 합치면 비워 둡니다.")
    on = DayField()
    reason = ReasonField()

    def offered(self, rows: Any) -> Any:
        """The neighbours of the row: of the same register, or at the same height under the same province."""
        names = ("level", "parent") if isinstance(self.row, Region) else ("municipality",)
        alike: Any = type(self.row)._default_manager.filter(**{name: getattr(self.row, name) for name in names})
        return alike.exclude(pk=self.row.pk)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("into")) == bool(told.get("name")):
            raise ValidationError({"name": "남는 곳을 고르거나 새 이름을 적으십시오. 둘 가운데 하나만 합니다."})
        return told


class MergeRegionForm(MergeForm):
    code = CodeField(f"새로 만드는 곳의 코드. {CODE_HELP}")
    field_order = ("others", "into", "name", "code", "on", "reason")


class PartsField(forms.CharField):
    """One in a line. Of a region its code comes last."""

    def __init__(self, help_text: str, *, has_codes: bool) -> None:
        super().__init__(label="새로 나뉜 곳", widget=forms.Textarea(attrs={"rows": 4}), help_text=help_text)
        self.has_codes = has_codes

    def to_python(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in (super().to_python(value) or "").splitlines() if line.strip()]
        return [self._read(line) for line in lines]

    def _read(self, line: str) -> tuple[str, str]:
        name, _, code = line.rpartition(" ") if self.has_codes else (line, "", "")
        if not name or (self.has_codes and not code.isdecimal()):
            raise ValidationError(f"‘{line}’: 이름 뒤에 한 칸 띄우고 코드를 적으십시오.")
        return name, code


class SplitRegionForm(Asked):
    parts = PartsField("한 줄에 하나씩, 이름과 코드를 적습니다. 예: 검단구 28265", has_codes=True)
    remains = forms.BooleanField(label="지금 이름도 남습니다", required=False)
    on = DayField()
    reason = ReasonField()


class SplitDepartmentForm(SplitRegionForm):
    parts = PartsField("한 줄에 하나씩 이름을 적습니다.", has_codes=False)
