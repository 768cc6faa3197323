from agreements.models.actual import Actual, ActualPart, Evidence
from agreements.models.agreement import Agreement, Attendee, Party, Signatory, Version
from agreements.models.change import ChangeRecord
from agreements.models.check_in import CheckIn, CorrectionRequest, Enclosure, Receipt
from agreements.models.document import Document
from agreements.models.draft import Draft, Submission, Upload
from agreements.models.inquiry import Inquiry, Reply
from agreements.models.invitation import Invitation
from agreements.models.mail import Mail
from agreements.models.market import MarketFigure
from agreements.models.matter import Matter
from agreements.models.obligation import Obligation, ObligationCheck
from agreements.models.offer import Offer
from agreements.models.organisation import Contact, FormerName, Membership, Organisation
from agreements.models.outcome import Outcome
from agreements.models.place import Building, Centre, CentreRole, CentreSystem, Space
from agreements.models.pledge import Origin, Pledge
from agreements.models.programme import Programme, ProgrammeUse
from agreements.models.review import ReceiptReview, Review
from agreements.models.round import Reminder, Round, RoundClosing
from agreements.models.sheet import Sheet, SheetLayout, SheetRow
from agreements.models.source import Source
from agreements.models.statement import Statement
from agreements.models.step import Step
from agreements.models.subsidy import SubsidyPayment
from agreements.models.summary import StandingSummary

__all__ = [
    "Actual",
    "ActualPart",
    "Agreement",
    "Attendee",
    "Building",
    "Centre",
    "CentreRole",
    "CentreSystem",
    "ChangeRecord",
    "CheckIn",
    "Contact",
    "CorrectionRequest",
    "Document",
    "Draft",
    "Enclosure",
    "Evidence",
    "FormerName",
    "Inquiry",
    "Invitation",
    "Mail",
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
    "Receipt",
    "ReceiptReview",
    "Reminder",
    "Reply",
    "Review",
    "Round",
    "RoundClosing",
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
