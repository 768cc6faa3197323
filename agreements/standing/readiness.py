"""다음 단계까지 남은 것, of the dossier of one agreement: nothing is read again."""

from agreements.models import Centre, Document, Matter
from agreements.rules.progress import ENDED, Progress
from agreements.rules.readiness import STEP_NAMES, Asked, Known, missing
from agreements.standing.dossier import Dossier

PAPERS = {Document.Kind.AGREEMENT, Document.Kind.AMENDMENT}
OVER = {Progress.DONE, *ENDED}


def readiness(dossier: Dossier) -> list[tuple[str, list[Asked]]]:
    """The name of each step that lacks something, and what."""
    return [(STEP_NAMES[step], asked) for step, asked in missing(known_of(dossier)).items()]


def known_of(dossier: Dossier) -> Known:
    agreement, standing = dossier.agreement, dossier.standing
    metrics = standing.metrics.values()
    return Known(
        signed_on=agreement.signed_on,
        parties=len(standing.parties),
        has_signatory=bool(dossier.signatories),
        has_numbered_paper=any(p.document_number and p.kind in PAPERS for p in dossier.documents),
        disclosure=agreement.disclosure,
        due_on=standing.due.last_day,
        has_pledge=any(metric.promise for metric in metrics),
        has_centre=bool(dossier.centres),
        has_place=any(_is_placed(centre) for centre in dossier.centres),
        has_fitting_out=bool(standing.fitting_out or standing.fitting_out_planned),
        is_opened=standing.opened is not None,
        is_ended=standing.progress in OVER,
        has_actual=any(metric.approved or metric.reported for metric in metrics),
        has_issue=any(matter.kind == Matter.Kind.ISSUE for matter in dossier.matters),
        has_plan=any(matter.kind == Matter.Kind.PLAN for matter in dossier.matters),
        has_officer=agreement.officer_id is not None,
        council_on=agreement.reported_to_council_on,
    )


def _is_placed(centre: Centre) -> bool:
    return bool(centre.address or centre.building_id)
