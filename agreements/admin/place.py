from django.contrib import admin

from agreements.admin.base import Correcting, Looking, LookingInside
from agreements.models import Building, Centre, CentreRole, CentreSystem, MarketFigure, Offer, Space


class SpaceInside(LookingInside):
    model = Space
    fields = ("name", "area_m2", "seats_fit", "rent_won", "free_from")


class CentreRoleInside(LookingInside):
    model = CentreRole
    fields = ("role", "organisation", "from_on", "to_on", "source")


@admin.register(Building)
class BuildingAdmin(Correcting):
    list_display = ("name", "municipality", "district", "address", "seats_fit", "people_fit", "owner")
    list_filter = ("municipality",)
    list_select_related = ("municipality", "district", "owner")
    search_fields = ("name", "folded_name", "address")
    inlines = (SpaceInside,)


@admin.register(Space)
class SpaceAdmin(Correcting):
    list_display = ("name", "building", "area_m2", "seats_fit", "rent_won", "free_from")
    list_select_related = ("building",)
    search_fields = ("name", "building__name")
    fixed = ("building",)


@admin.register(Centre)
class CentreAdmin(Correcting):
    list_display = ("name", "municipality", "agreement", "building", "address", "work_type", "sourcing")
    list_filter = ("municipality", "work_type", "sourcing")
    list_select_related = ("municipality", "agreement", "building")
    search_fields = ("name", "folded_name", "address", "building__name")
    inlines = (CentreRoleInside,)


@admin.register(CentreRole)
class CentreRoleAdmin(Correcting):
    list_display = ("centre", "role", "organisation", "from_on", "to_on")
    list_filter = ("role",)
    list_select_related = ("centre", "organisation")
    search_fields = ("centre__name", "organisation__name")
    fixed = ("centre",)


@admin.register(CentreSystem)
class CentreSystemAdmin(Correcting):
    list_display = ("centre", "vendor", "installed_on", "cost_low_won", "cost_high_won")
    list_select_related = ("centre", "vendor")
    search_fields = ("centre__name", "vendor__name")
    fixed = ("centre",)


@admin.register(Offer)
class OfferAdmin(Correcting):
    list_display = ("building", "space", "organisation", "offered_on", "answer", "answered_on")
    list_filter = ("answer", "building__municipality")
    list_select_related = ("building", "space__building", "organisation")
    search_fields = ("building__name", "organisation__name", "note")
    fixed = ("building",)


@admin.register(MarketFigure)
class MarketFigureAdmin(Looking):
    list_display = ("place", "as_of_on", "as_of_precision", "centres", "seats", "agents", "count_basis", "source")
    list_filter = ("place", "count_basis")
    list_select_related = ("source",)
    search_fields = ("place", "count_basis", "source__publisher")
