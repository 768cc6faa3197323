from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When

from accounts.models import Municipality, Region
from accounts.scope import ScopedQuerySet, scoped_by
from agreements.models.agreement import Agreement
from agreements.models.named import Named
from agreements.models.organisation import Organisation
from agreements.models.partial import day_field, precision_field, whole_period, words_field
from agreements.models.pledge import Pledge
from agreements.models.register import refuse_strangers
from agreements.models.source import Source
from agreements.models.struck import ShownWhileStandingQuerySet, shown_while_standing
from agreements.periods import PartialDate, Precision


class Building(Named):
    """A house that holds or may hold centres. ``seats_fit`` in 석, ``people_fit`` in 명, area in ㎡."""

    municipality = models.ForeignKey(Municipality, verbose_name="대장", on_delete=models.PROTECT)
    district = models.ForeignKey(Region, verbose_name="시·군·구", null=True, blank=True, on_delete=models.PROTECT)
    address = models.CharField("주소·위치", max_length=200, blank=True)
    floors_above = models.PositiveSmallIntegerField("지상 층수", null=True, blank=True)
    floors_below = models.PositiveSmallIntegerField("지하 층수", null=True, blank=True)
    built_year = models.PositiveSmallIntegerField("준공 연도", null=True, blank=True)
    seats_fit = models.PositiveIntegerField("수용 상담석(석)", null=True, blank=True)
    people_fit = models.PositiveIntegerField("수용 인원(명)", null=True, blank=True)
    owner = models.ForeignKey(
        Organisation, verbose_name="소유", null=True, blank=True, on_delete=models.PROTECT, related_name="buildings"
    )
    note = models.CharField("비고", max_length=400, blank=True)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "건물"
        verbose_name_plural = "건물"
        ordering = ["folded_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "folded_name"],
                name="building_name_is_one_in_a_municipality",
                violation_error_message="같은 이름의 건물이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="building_year_is_a_year",
                condition=Q(built_year__isnull=True) | Q(built_year__range=(1880, 2200)),
                violation_error_message="준공 연도는 네 자리 연도입니다.",
            ),
        ]

    def clean(self) -> None:
        refuse_strangers(self, self.municipality_id, "owner", "source")


class Space(models.Model):
    """Part of a building that can be let. Rent in won a month."""

    building = models.ForeignKey(Building, verbose_name="건물", on_delete=models.PROTECT, related_name="spaces")
    name = models.CharField("층·호", max_length=60)
    area_m2 = models.DecimalField("면적(㎡)", max_digits=9, decimal_places=2, null=True, blank=True)
    seats_fit = models.PositiveIntegerField("수용 상담석(석)", null=True, blank=True)
    rent_won = models.BigIntegerField("월 임대료(원)", null=True, blank=True)
    free_from = models.DateField("입주 가능일", null=True, blank=True)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = scoped_by("building__municipality").as_manager()

    class Meta:
        verbose_name = "공간"
        verbose_name_plural = "공간"
        ordering = ["building", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["building", "name"],
                name="space_is_one_in_a_building",
                violation_error_message="같은 공간이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="space_area_and_rent_are_positive",
                condition=(Q(area_m2__isnull=True) | Q(area_m2__gt=0))
                & (Q(rent_won__isnull=True) | Q(rent_won__gte=0, rent_won__lte=10**15)),
                violation_error_message="면적은 0보다 커야 하고 임대료는 음수일 수 없습니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.building} {self.name}"

    def clean(self) -> None:
        if self.building_id:
            refuse_strangers(self, self.building.municipality_id, "source")


ANOTHER_BUILDING = "고른 건물의 공간이 아닙니다. 건물에 맞는 공간을 고르거나 비우십시오."


def refuse_space_elsewhere(space: Space | None, building_id: int | None) -> None:
    if space is not None and space.building_id != building_id:
        raise ValidationError({"space": ANOTHER_BUILDING})


class Centre(Named):
    """컨택센터, planned or open. The steps of its agreement tell which; ``opened`` is for a centre without one.

    ``address`` as the source words it.
    """

    class WorkType(models.TextChoices):
        INBOUND = "inbound", "인바운드"
        OUTBOUND = "outbound", "아웃바운드"
        BLENDED = "blended", "블렌딩"

    class Sourcing(models.TextChoices):
        IN_HOUSE = "in_house", "직영"
        OUTSOURCED = "outsourced", "위탁"

    municipality = models.ForeignKey(Municipality, verbose_name="대장", on_delete=models.PROTECT)
    agreement = models.ForeignKey(
        Agreement, verbose_name="협약", null=True, blank=True, on_delete=models.PROTECT, related_name="centres"
    )
    district = models.ForeignKey(Region, verbose_name="시·군·구", null=True, blank=True, on_delete=models.PROTECT)
    building = models.ForeignKey(
        Building, verbose_name="건물", null=True, blank=True, on_delete=models.PROTECT, related_name="centres"
    )
    space = models.ForeignKey(
        Space, verbose_name="공간", null=True, blank=True, on_delete=models.PROTECT, related_name="centres"
    )
    address = models.CharField("위치(원문)", max_length=200, blank=True)
    place_stage = models.CharField("위치의 근거 단계", max_length=10, choices=Pledge.Stage, blank=True)
    area_m2 = models.DecimalField("면적(㎡)", max_digits=9, decimal_places=2, null=True, blank=True)
    work_type = models.CharField("업무 형태", max_length=10, choices=WorkType, blank=True)
    sourcing = models.CharField("운영 방식", max_length=12, choices=Sourcing, blank=True)
    opened_on = day_field("개소일")
    opened_precision = precision_field("개소일")
    opened_words = words_field("개소일")
    closed_on = day_field("운영 종료일")
    closed_precision = precision_field("운영 종료일")
    closed_words = words_field("운영 종료일")
    insurance_workplace_number = models.CharField("고용보험 사업장관리번호", max_length=11, blank=True)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = shown_while_standing("municipality", "agreement").as_manager()

    class Meta:
        verbose_name = "센터"
        verbose_name_plural = "센터"
        ordering = ["folded_name", "pk"]
        constraints = [
            whole_period("centre", "opened", "개소일"),
            whole_period("centre", "closed", "운영 종료일"),
            models.CheckConstraint(
                name="centre_insurance_number_is_eleven_digits",
                condition=Q(insurance_workplace_number="") | Q(insurance_workplace_number__regex=r"^[0-9]{11}$"),
                violation_error_message="고용보험 사업장관리번호는 숫자 11자리입니다.",
            ),
            models.CheckConstraint(
                name="centre_place_tells_its_stage",
                condition=Q(address="", place_stage="") | ~Q(address="") & ~Q(place_stage=""),
                violation_error_message="위치를 적으면 협약 내용인지 발표·보도인지 고르십시오.",
            ),
            models.CheckConstraint(
                name="centre_area_is_positive",
                condition=Q(area_m2__isnull=True) | Q(area_m2__gt=0),
                violation_error_message="면적은 0보다 커야 합니다.",
            ),
        ]

    def clean(self) -> None:
        refuse_strangers(self, self.municipality_id, "agreement", "building", "source")
        refuse_space_elsewhere(self.space, self.building_id)
        ended = self.closed.last_day
        if self.opened_on and ended and ended < self.opened_on:
            raise ValidationError({"closed_on": "운영 종료일이 개소일보다 빠릅니다."})

    @property
    def opened(self) -> PartialDate:
        return PartialDate(self.opened_on, Precision(self.opened_precision), self.opened_words)

    @property
    def closed(self) -> PartialDate:
        return PartialDate(self.closed_on, Precision(self.closed_precision), self.closed_words)


class CentreRoleQuerySet(ShownWhileStandingQuerySet):
    scope_path = "centre__municipality"
    struck = ("centre__agreement", "organisation")

    def in_order(self) -> Self:
        """As the chain runs, from the client on; of one role, who began first."""
        places = [When(role=role, then=place) for place, role in enumerate(CentreRole.Role.values)]
        return self.order_by("centre", Case(*places), F("from_on").asc(nulls_first=True), "pk")

    def lasting(self, day: date) -> Self:
        """Those that had not ended before ``day``."""
        return self.filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


class CentreRole(models.Model):
    """Client → operator → employers → system vendor, each with its days."""

    class Role(models.TextChoices):
        CLIENT = "client", "발주사"
        OPERATOR = "operator", "운영사"
        EMPLOYER = "employer", "고용사"
        VENDOR = "vendor", "시스템 구축사"
        SYSTEM_OWNER = "system_owner", "시스템 소유"
        BUILDING_OWNER = "building_owner", "건물 소유"

    centre = models.ForeignKey(Centre, verbose_name="센터", on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(
        Organisation, verbose_name="기업·기관", on_delete=models.PROTECT, related_name="centre_roles"
    )
    role = models.CharField("역할", max_length=16, choices=Role)
    from_on = models.DateField("시작일", null=True, blank=True)
    to_on = models.DateField("종료일", null=True, blank=True)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = CentreRoleQuerySet.as_manager()

    class Meta:
        verbose_name = "센터 체계"
        verbose_name_plural = "센터 체계"
        ordering = ["centre", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "organisation", "role", "from_on"],
                name="centre_role_is_kept_once",
                violation_error_message="같은 역할이 이미 있습니다.",
            ),
            models.CheckConstraint(
                name="centre_role_ends_after_it_begins",
                condition=Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(from_on__lte=F("to_on")),
                violation_error_message="종료일이 시작일보다 빠릅니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.organisation}"

    def clean(self) -> None:
        """The database lets a role without a first day stand twice."""
        if self.centre_id:
            refuse_strangers(self, self.centre.municipality_id, "organisation", "source")
        same = CentreRole.objects.filter(centre=self.centre_id, organisation=self.organisation_id, role=self.role)
        if self.from_on is None and same.filter(from_on=None).exclude(pk=self.pk).exists():
            raise ValidationError({"organisation": "같은 역할이 이미 있습니다. 시작일이 다르면 시작일을 적으십시오."})


class CentreSystem(models.Model):
    """The contact-centre system of a centre: when installed, by whom, for how much (won, low to high)."""

    centre = models.ForeignKey(Centre, verbose_name="센터", on_delete=models.PROTECT, related_name="systems")
    vendor = models.ForeignKey(
        Organisation, verbose_name="구축사", null=True, blank=True, on_delete=models.PROTECT, related_name="systems"
    )
    installed_on = day_field("구축일")
    installed_precision = precision_field("구축일")
    installed_words = words_field("구축일")
    cost_low_won = models.BigIntegerField("비용 하한(원)", null=True, blank=True)
    cost_high_won = models.BigIntegerField("비용 상한(원)", null=True, blank=True)
    source = models.ForeignKey(Source, verbose_name="출처", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("수정 번호", default=1, editable=False)

    objects = shown_while_standing("centre__municipality", "centre__agreement").as_manager()

    class Meta:
        verbose_name = "센터 시스템"
        verbose_name_plural = "센터 시스템"
        ordering = ["centre", "installed_on", "pk"]
        constraints = [
            whole_period("centre_system", "installed", "구축일"),
            models.CheckConstraint(
                name="centre_system_cost_is_from_low_to_high",
                condition=Q(cost_low_won__isnull=True, cost_high_won__isnull=True)
                | Q(cost_low_won__gte=0, cost_low_won__lte=F("cost_high_won"), cost_high_won__lte=10**15),
                violation_error_message="비용은 하한과 상한을 함께 적고, 하한이 상한보다 클 수 없습니다.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre} 시스템"

    def clean(self) -> None:
        if self.centre_id:
            refuse_strangers(self, self.centre.municipality_id, "vendor", "source")

    @property
    def installed(self) -> PartialDate:
        return PartialDate(self.installed_on, Precision(self.installed_precision), self.installed_words)
