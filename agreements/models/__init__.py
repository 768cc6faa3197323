from agreements.models.actual import Actual, Evidence, Review
from agreements.models.agreement import Agreement, Attendee, Party, Signatory, Version
from agreements.models.change import ChangeRecord
from agreements.models.document import Document
from agreements.models.draft import Draft, Submission, Upload
from agreements.models.market import MarketFigure
from agreements.models.matter import Matter
from agreements.models.obligation import Obligation, ObligationCheck
from agreements.models.offer import Offer
from agreements.models.organisation import Contact, FormerName, Membership, Organisation
from agreements.models.outcome import Outcome
from agreements.models.place import Building, Centre, CentreRole, CentreSystem, Space
from agreements.models.pledge import Origin, Pledge
from agreements.models.programme import Programme, ProgrammeUse
from agreements.models.round import CheckIn, Round
from agreements.models.sheet import Sheet, SheetLayout, SheetRow
from agreements.models.source import Source
from agreements.models.statement import Statement
from agreements.models.step import Step
from agreements.models.subsidy import SubsidyPayment
from agreements.models.summary import StandingSummary

__all__ = [
    "Actual",
    "Agreement",
    "Attendee",
    "Building",
    "Centre",
    "CentreRole",
    "CentreSystem",
    "ChangeRecord",
    "CheckIn",
    "Contact",
    "Document",
    "Draft",
    "Evidence",
    "FormerName",
    "MarketFigure",
    "Matter",
    "Membership",
    "Obligation",
    "ObligationCheck",
    "Offer",
    "Organisation",
    "Origin",
    "Outcome",
    "Party",
    "Pledge",
    "Programme",
    "ProgrammeUse",
    "Review",
    "Round",
    "Sheet",
    "SheetLayout",
    "SheetRow",
    "Signatory",
    "Source",
    "Space",
    "StandingSummary",
    "Statement",
    "Step",
    "Submission",
    "SubsidyPayment",
    "Upload",
    "Version",
]
