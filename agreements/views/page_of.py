"""The page on which a record is shown: its own, or that of what it hangs on."""

from typing import Any

from django.db import models
from django.urls import reverse

from agreements.models import Agreement, Building, Centre, Inquiry, MarketFigure, Organisation, Programme
from agreements.models.fact import Fact

# Followed in this order: a centre role belongs to its centre before its company, a fact to its agreement.
HANGS_ON = ("centre", "building", "programme", "agreement", "obligation", "party", "organisation", "operator")

# Where one sees, among its like, what has a page of its own.
LISTS: dict[type[models.Model], str] = {
    Agreement: "agreements:register",
    Organisation: "agreements:companies",
    Building: "agreements:places",
    Centre: "agreements:places",
    Programme: "agreements:programmes",
    MarketFigure: "agreements:market",
    Inquiry: "agreements:inquiries",
}


# Those with a page of their own that goes by number.
PAGES: dict[type[models.Model], str] = {
    Organisation: "agreements:company",
    Building: "agreements:building",
    Centre: "agreements:centre",
    Programme: "agreements:programme",
    Inquiry: "agreements:inquiry",
}


def page_of(row: models.Model | None) -> str:
    match row:
        case Agreement():
            return reverse("agreements:detail", args=[row.key])
        case Fact() if isinstance(agreement := getattr(row, "agreement", None), Agreement):
            return page_of(agreement)  # also where it tells of a centre: 개소 of one
        case MarketFigure():
            return list_of(MarketFigure)
    if row is None:
        return reverse("agreements:overview")
    own = PAGES.get(type(row))
    return reverse(own, args=[row.pk]) if own else page_of(_hangs_on(row))


def page_without(row: models.Model) -> str:
    """Where to go when ``row`` is gone."""
    return list_of(type(row)) if type(row) in LISTS else page_of(row)


def list_of(model: type[models.Model]) -> str:
    return reverse(LISTS.get(model, "agreements:overview"))


def _hangs_on(row: Any) -> models.Model | None:
    found = (getattr(row, name, None) for name in HANGS_ON)
    return next((one for one in found if one is not None), None)
