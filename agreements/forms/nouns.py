"""What can be entered, by the word in its address: the form, what it hangs on, and where it is shown afterwards."""

from dataclasses import dataclass

from django.db import models

from agreements.forms.actual import ActualForm
from agreements.forms.agreement import AgreementForm
from agreements.forms.building import BuildingForm
from agreements.forms.centre import CentreForm
from agreements.forms.centre_role import CentreRoleForm
from agreements.forms.centre_system import CentreSystemForm
from agreements.forms.entry import EntryForm
from agreements.forms.former_name import FormerNameForm
from agreements.forms.inquiry import InquiryForm
from agreements.forms.market_figure import MarketFigureForm
from agreements.forms.matter import MatterForm
from agreements.forms.membership import MembershipForm
from agreements.forms.obligation import ObligationForm
from agreements.forms.obligation_check import ObligationCheckForm
from agreements.forms.offer import OfferForm
from agreements.forms.organisation import OrganisationForm
from agreements.forms.outcome import OutcomeForm
from agreements.forms.party import AttendeeForm, PartyForm, SignatoryForm
from agreements.forms.pledge import PledgeForm
from agreements.forms.profile import ProfileForm
from agreements.forms.programme import ProgrammeForm
from agreements.forms.programme_use import ProgrammeUseForm
from agreements.forms.space import SpaceForm
from agreements.forms.statement import StatementForm
from agreements.forms.step import StepForm
from agreements.forms.subsidy import SubsidyPaymentForm
from agreements.forms.version import VersionForm
from agreements.models.fact import Fact


@dataclass(frozen=True)
class Noun:
    """``of`` names the records it may be entered for; '' means that it stands alone. ``anchor`` is its place there.

    What ``is_kept`` is only ever added to. ``leaves_by`` is the address that takes a row out of sight where it is not
    simply removed.
    """

    form: type[EntryForm]
    of: tuple[str, ...]
    anchor: str = ""
    is_kept: bool = False
    leaves_by: str = ""

    @property
    def model(self) -> type[models.Model]:
        found: type[models.Model] = self.form._meta.model
        return found

    @property
    def is_fact(self) -> bool:
        return issubclass(self.model, Fact)


NOUNS: dict[str, Noun] = {
    "agreement": Noun(AgreementForm, of=(), leaves_by="agreements:strike"),
    "party": Noun(PartyForm, of=("agreement",), anchor="parties"),
    "signatory": Noun(SignatoryForm, of=("party",), anchor="parties"),
    "attendee": Noun(AttendeeForm, of=("party",), anchor="parties"),
    "pledge": Noun(PledgeForm, of=("agreement",), anchor="figures"),
    "obligation": Noun(ObligationForm, of=("agreement",), anchor="duties"),
    "statement": Noun(StatementForm, of=("agreement",), anchor="around"),
    "matter": Noun(MatterForm, of=("agreement",), anchor="matters"),
    "organisation": Noun(OrganisationForm, of=("",)),
    "former_name": Noun(FormerNameForm, of=("organisation",), anchor="names"),
    "profile": Noun(ProfileForm, of=("organisation",), anchor="profile"),
    "membership": Noun(MembershipForm, of=("organisation",), anchor="members"),
    "version": Noun(VersionForm, of=(), anchor="timeline"),
    "step": Noun(StepForm, of=("agreement",), anchor="timeline"),
    "outcome": Noun(OutcomeForm, of=("agreement",), anchor="timeline"),
    "actual": Noun(ActualForm, of=("agreement",), anchor="actuals"),
    "check": Noun(ObligationCheckForm, of=("obligation",), anchor="duties"),
    "payment": Noun(SubsidyPaymentForm, of=("agreement",), anchor="payments"),
    "building": Noun(BuildingForm, of=("",)),
    "space": Noun(SpaceForm, of=("building",), anchor="spaces"),
    "centre": Noun(CentreForm, of=("", "agreement", "building")),
    "role": Noun(CentreRoleForm, of=("centre",), anchor="chain"),
    "system": Noun(CentreSystemForm, of=("centre",), anchor="systems"),
    "offer": Noun(OfferForm, of=("building", "agreement"), anchor="offers"),
    "programme": Noun(ProgrammeForm, of=("", "organisation")),
    "market_figure": Noun(MarketFigureForm, of=("",), is_kept=True),
    "inquiry": Noun(InquiryForm, of=("",)),
    "use": Noun(ProgrammeUseForm, of=("programme", "obligation"), anchor="uses"),
}


def noun_of(kind: Noun) -> str:
    """The word of its address."""
    return next(word for word, known in NOUNS.items() if known is kind)
