"""What may be picked in a list, and how it is called there."""

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import Municipality, Region
from agreements.forms.entry import Around
from agreements.models import Agreement, Building, Obligation, Party, Space
from agreements.models.place import ANOTHER_BUILDING
from agreements.periods import official_day


class DistrictChoice(forms.ModelChoiceField):
    """One that was renamed says until when it was called so."""

    def __init__(self) -> None:
        super().__init__(Region.objects.all(), label="시·군·구", required=False)

    def label_from_instance(self, region: Region) -> str:
        return f"{region} ({official_day(region.valid_to)}까지)" if region.valid_to else str(region)


class AgreementChoice(forms.ModelChoiceField):
    """Several bear the same name: the day of signing tells them apart."""

    def __init__(self, *, label: str) -> None:
        super().__init__(Agreement.objects.all(), label=label, required=False)

    def label_from_instance(self, agreement: Agreement) -> str:
        return f"{agreement} ({agreement.signed or '체결일 미상'})"


class SpaceChoice(forms.ModelChoiceField):
    """Named with its building. That both are picked to fit is asked by the model."""

    def __init__(self) -> None:
        super().__init__(
            Space.objects.select_related("building"),
            label="공간",
            required=False,
            help_text="고른 건물의 공간만 고릅니다. 없으면 건물 화면에서 먼저 추가합니다.",
            error_messages={"invalid_choice": ANOTHER_BUILDING},
        )


class DutyChoice(forms.ModelChoiceField):
    def __init__(self) -> None:
        standing = Obligation.objects.filter(agreement__struck_at__isnull=True)
        super().__init__(
            standing.select_related("agreement").order_by("agreement__name", "agreement", "position", "pk"),
            label="관련 협약사항",
            required=False,
            help_text="이 이용으로 지키는 협약사항이 있으면 고릅니다.",
        )

    def label_from_instance(self, duty: Obligation) -> str:
        return f"{duty.agreement}: {duty}"


def districts_of(municipality: Municipality, rows: QuerySet[Region]) -> QuerySet[Region]:
    """Those of the city, under its present code and the one before; the national register may name any."""
    districts = rows.filter(level=Region.Level.DISTRICT)
    region = municipality.region_id
    return districts.filter(Q(parent=region) | Q(parent__successor=region)) if region else districts


def spaces_in(around: Around, rows: QuerySet[Space]) -> QuerySet[Space]:
    """Those of the building that the record is entered for, else those of the register."""
    if isinstance(around.parent, Building):
        return rows.filter(building=around.parent)
    return rows.filter(building__municipality=around.municipality)


def only_company_of(agreement: Agreement) -> str:
    """Its name, where one company alone promised; '' where there are several."""
    found = list(agreement.parties.filter(role=Party.Role.COMPANY).select_related("organisation")[:2])
    return found[0].organisation.name if len(found) == 1 else ""
