"""The page that enters an agreement as a whole: the short form, and under it the lines of everything that hangs on it.

Shape only. ``Registration`` reads what was typed into rows that are not saved yet and name each other.
"""

from typing import Any

from django import forms
from django.utils.functional import cached_property

from agreements.forms.agreement import AgreementFields
from agreements.forms.count import AreaField
from agreements.forms.document import DocumentLine
from agreements.forms.entry import Around
from agreements.forms.fields import DayField, SaidField
from agreements.forms.line import Line, Lines, NamesField, PageForm, SourceChoice
from agreements.forms.names import ASK, Names
from agreements.forms.obligation import ObligationLine
from agreements.forms.party import PartyLine, SignatoryLine
from agreements.forms.pledge import PledgeLine
from agreements.forms.registration_part import WANTED, Shown, shown
from agreements.forms.source import Sources
from agreements.forms.statement import StatementLine
from agreements.forms.typed import MOST_LINES, PICK, Typed, lines_of
from agreements.models import Agreement, Building, Centre, Party, Pledge
from agreements.rules.metric import Metric

KINDS_OF_LINES: dict[str, type[Line]] = {
    "pledge": PledgeLine,
    "company_duty": ObligationLine,
    "city_duty": ObligationLine,
    "joint_duty": ObligationLine,
    "statement": StatementLine,
    "document": DocumentLine,
}


class RegistrationForm(AgreementFields, PageForm):
    """One row of the agreement, and what the ordinary one promises as a whole."""

    companies = NamesField(
        label="기업", required=False, help_text="한 줄에 한 곳. 표에서 여러 줄을 그대로 붙여도 됩니다."
    )
    seats = SaidField(metric=Metric.SEATS, label="상담석", required=False, help_text="예: 100석 / 100석 이상")
    jobs = SaidField(metric=Metric.JOBS, label="고용", required=False, help_text="예: 100명 / 120~150명")
    investment = SaidField(metric=Metric.INVESTMENT, label="투자액", required=False, help_text="예: 22억 원")
    due = DayField(
        label="이행 기한", required=False, help_text="상담석·고용·투자액을 언제까지. 예: 2022년까지 / 2021. 6. 30."
    )
    address = forms.CharField(
        label="위치", max_length=200, required=False, help_text="건물이나 주소, 자료 그대로. 예: 동구 흥국생명빌딩"
    )
    centre_name = forms.CharField(
        label="센터 이름", max_length=100, required=False, help_text="비우면 기업 이름에 ‘컨택센터’를 붙입니다."
    )
    building = forms.ModelChoiceField(
        Building.objects.all(), label="건물", required=False, help_text="대장에 있는 건물이면 고릅니다."
    )
    area_m2 = AreaField()
    work_type = forms.ChoiceField(label="업무 형태", choices=[("", "없음"), *Centre.WorkType.choices], required=False)
    sourcing = forms.ChoiceField(label="운영 방식", choices=[("", "없음"), *Centre.Sourcing.choices], required=False)
    place_stage = forms.ChoiceField(
        label="위치의 근거",
        choices=Pledge.Stage,
        initial=Pledge.Stage.SIGNED.value,
        required=False,
        help_text="협약서에 없는 위치면 발표·보도",
    )
    place_source = SourceChoice(label="위치의 출처")
    opening = DayField(label="개소 예정", required=False, help_text="예: 2021년 1월")
    source = SourceChoice(label="협약의 출처", help_text="고르지 않으면 서명한 협약서가 출처입니다.")

    class Meta(AgreementFields.Meta):
        help_texts = {
            **AgreementFields.Meta.help_texts,
            "name": "협약서의 제목. 비우면 기업 이름과 종류로 짓습니다.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = False
        for name in WANTED:
            self.fields[name].widget.attrs["data-wanted"] = self.fields[name].label
        source: Any = self.fields["source"]
        source.choices = [("", "서명한 협약서"), *self.sources.choices[1:]]

    def clean(self) -> dict[str, Any]:
        self.sources.main = self.sources.of(self.cleaned_data.get("source", ""))
        cleaned = super().clean()
        if self.sources.typed.has_too_many:
            self.add_error(None, f"한 번에 {MOST_LINES}줄까지 적을 수 있습니다. 나머지는 등록한 뒤 더하십시오.")
        found = [self.names.meant(name, kind="company") for name in cleaned.get("companies") or ()]
        if None in found:
            self.add_error("companies", ASK)
        cleaned["companies"] = list({id(one): one for one in found if one is not None}.values())
        if cleaned.get("due") and not any(cleaned.get(metric) for metric in Metric):
            self.add_error("due", "상담석·고용·투자액 가운데 하나를 적거나, 기한을 아래의 역할이나 수치에 적으십시오.")
        return cleaned

    @property
    def has_place(self) -> bool:
        told = ("address", "building", "centre_name", "area_m2", "work_type", "sourcing")
        return any(self.cleaned_data.get(name) for name in told)


class Registration:
    """The page: its form, its lines by the word in their names, and whose names and sources are meant in them."""

    def __init__(self, typed: Typed, *, around: Around) -> None:
        self.typed, self.around = typed, around
        self.names = Names(around, typed.picks())
        self.city = self.names.city()
        self.sources = Sources(typed, around=around, names=self.names)
        self.options: dict[str, Any] = {"around": around, "names": self.names, "sources": self.sources}
        self.form = typed.form(RegistrationForm, None, initial=self._beginning(), **self.options)
        self.parties = self._party_lines()
        others = {name: Lines(typed, kind, name, **self.options) for name, kind in KINDS_OF_LINES.items()}
        self.lines: dict[str, Lines[Any]] = {"party": self.parties, "source": self.sources.lines, **others}

    def _beginning(self) -> dict[str, Any]:
        user = self.around.user
        return {"kind": Agreement.Kind.INVESTMENT.value, "department": user.department_id, "officer": user.pk}

    def _party_lines(self) -> Lines[PartyLine]:
        """The first is the city's, so that who signed for it can be told; without that it falls away."""
        city = {"role": Party.Role.CITY.value, "organisation": self.city.name} if self.city else {}
        lines = Lines(self.typed, PartyLine, "party", first=city, **self.options)
        for line in (*lines, lines.blank):
            line.signatories = Lines(self.typed, SignatoryLine, f"{line.prefix}-signatory", **self.options)
            if line.signatories.told:
                line.empty_permitted = False
        return lines

    @cached_property
    def forms(self) -> list[PageForm]:
        """In the order in which they stand on the page, but for the sources, which the others name."""
        signatories = [one for line in self.parties for one in line.signatories]
        rest = [line for name, lines in self.lines.items() if name not in {"party", "source"} for line in lines]
        return [*self.sources.lines, self.form, *self.parties, *signatories, *rest]

    @property
    def named(self) -> list[str]:
        """Whom a line may say it belongs to."""
        own = [self.city.name] if self.city else []
        lines = [self.typed.text(f"party-{number}-organisation") for number in self.typed.numbers("party")]
        return list(dict.fromkeys(name for name in (*own, *lines_of(self.typed.text("companies")), *lines) if name))

    def focus(self) -> None:
        """The page opens at what is to be put right, else at its beginning."""
        refused = (field for part in self.parts for field in part.in_order if field.errors)
        field = next(refused, self.form["name"])
        field.field.widget.attrs["autofocus"] = True

    @property
    def refused(self) -> int:
        return sum(part.refused for part in self.parts)

    @property
    def general(self) -> list[str]:
        return [str(error) for form in self.forms for error in form.non_field_errors()]

    @cached_property
    def parts(self) -> list[Shown]:
        return shown(self)

    @property
    def unseen_picks(self) -> dict[str, str]:
        return {f"{PICK}{key}": answer for key, answer in self.names.unanswered(self.typed.picks()).items()}
