"""Which answer was submitted before, of the same question under the same conditions."""

from accounts.scope import Scope
from agreements.models import Reply


def submitted_before(row: Reply, scope: Scope) -> Reply | None:
    """The last one, of another request."""
    same = (
        Reply.objects.visible_to(scope)
        .filter(
            inquiry__municipality=row.inquiry.municipality,
            inquiry__submitted_on__isnull=False,
            question=row.question,
            drawn_at__lt=row.drawn_at,
            replaced_by__isnull=True,
        )
        .exclude(inquiry=row.inquiry)
    )
    earlier = same.select_related("inquiry__municipality").order_by("-drawn_at")
    return next((one for one in earlier if one.asked == row.asked), None)
