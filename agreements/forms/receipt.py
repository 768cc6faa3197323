"""How something came in for a check-in: the way, the day, from whom, and the papers with it."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from agreements.forms.entry import EntryBoundField
from agreements.forms.past import PastWholeDayField
from agreements.forms.upload import Received, UploadField
from agreements.models import Actual, Receipt, Upload
from agreements.periods import official_day

WAYS = [(way.value, way.label) for way in Receipt.Via if way != Receipt.Via.LINK]
TALKS = frozenset({Receipt.Via.TELEPHONE, Receipt.Via.VISIT})
KINDS = [(kind.value, kind.label) for kind in Actual.SourceKind if kind != Actual.SourceKind.PRESS]
PAPERS = tuple(f"paper_{number}" for number in range(1, 6))
WHY = "승인한 값을 바로잡는 이유를 적으십시오."


class ReceiptForm(forms.Form):
    """``is_approved``: what was handed in before counts already, so that another number needs a reason.

    Without ``data`` it stands as it was left, with the files that were received.
    """

    bound_field_class = EntryBoundField
    use_required_attribute = False
    texts_asked: ClassVar[tuple[str, ...]] = ("via", "came_on", "respondent", "source_kind", "words")

    via = forms.ChoiceField(label="받은 방법", choices=WAYS)
    came_on = PastWholeDayField(label="받은 날·확인한 날", help_text="예: 2026. 10. 8.")
    respondent = forms.CharField(
        label="답한 사람",
        max_length=60,
        required=False,
        help_text="전화와 현지 확인에는 반드시 적습니다. 예: 인사팀장, 센터장",
    )
    source_kind = forms.ChoiceField(
        label="값의 근거",
        choices=[("", "받은 방법에 따름"), *KINDS],
        required=False,
        help_text="고용보험 자료로 센 값처럼 받은 방법과 다를 때만 고릅니다.",
    )
    words = forms.CharField(
        label="내용",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="통화·현지 확인한 내용이나 공문 번호. 값을 바로잡으면 그 이유",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Received] | None = None,
        *,
        draft: Mapping[str, str],
        is_approved: bool = False,
    ) -> None:
        today = {"via": Receipt.Via.OFFICER.value, "came_on": official_day(timezone.localdate())}
        kept = {name: draft[name] for name in self.texts_asked if draft.get(name)}
        received: Any = files if data is not None else None
        super().__init__(data, received, initial={**today, **kept, **(files or {})})
        self.is_approved = is_approved
        for name in PAPERS:
            self.fields[name] = UploadField(label="증빙 파일·사진", required=False)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("via") in TALKS and not told.get("respondent"):
            self.add_error("respondent", "전화와 현지 확인에는 답한 사람(직위나 이름)을 적으십시오.")
        if self.is_approved and not told.get("words"):
            self.add_error("words", WHY)
        return told

    def texts(self) -> dict[str, str]:
        """As it goes into the draft."""
        return {name: str(self[name].value() or "").strip() for name in self.texts_asked}

    def values(self) -> dict[str, Any]:
        """For the action, but for the papers."""
        return {
            **{name: self.cleaned_data[name] for name in self.texts_asked},
            "came_on": self.cleaned_data["came_on"].on,
        }

    @property
    def uploads(self) -> list[Upload]:
        return [self.cleaned_data[name] for name in PAPERS if self.cleaned_data[name]]

    def refuse(self, error: ValidationError) -> bool:
        """Whether all of what the action refused belongs to a field of this form."""
        told = error.update_error_dict({})
        known = {"paper": PAPERS[0]} | {name: name for name in self.fields}
        for name in told.keys() & known.keys():
            self.add_error(known[name], list(told[name]))
        return not told.keys() - known.keys() - {NON_FIELD_ERRORS} and NON_FIELD_ERRORS not in told

    @property
    def papers(self) -> list[forms.BoundField]:
        return [self[name] for name in PAPERS]

    @property
    def has_more_papers(self) -> bool:
        """Whether any but the first holds a file, or refused one."""
        return any(field.errors or getattr(field.value(), "upload", None) for field in self.papers[1:])
