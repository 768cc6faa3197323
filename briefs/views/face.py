"""The other forms of a paper: what may be downloaded as PDF may be downloaded as these."""

from threading import Semaphore
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from accounts.access import note_access
from accounts.models import AccessLog
from accounts.permissions import SignedIn
from briefs.bundling import LOST, file_name
from briefs.models import Brief
from briefs.rendering import TooMuchError
from briefs.rendering.faces import FACES
from briefs.views.brief import visible_brief

ONE = Semaphore()  # long lists take seconds: one at a time, so that the other threads of this process serve on
PATIENCE = 3  # seconds
BUSY = "다른 파일을 만들고 있습니다. 잠시 뒤 다시 내려받으십시오."


@require_GET
def face(request: SignedIn, pk: int, form: str) -> HttpResponseBase:
    """Of a paper in whatever state; papers of the first layout have none."""
    brief = visible_brief(request, pk)
    if form not in FACES or "parts" not in brief.contents:
        raise Http404
    if not ONE.acquire(timeout=PATIENCE):
        messages.error(request, BUSY)
        return redirect("briefs:detail", pk=brief.pk)
    try:
        content = FACES[form].made(brief)
    except TooMuchError as error:
        messages.error(request, str(error))
        return redirect("briefs:detail", pk=brief.pk)
    finally:
        ONE.release()
    _note(request, brief, form.upper())
    response = HttpResponse(content, content_type=FACES[form].content_type)
    name = quote(file_name(brief, extension=form))
    response.headers["Content-Disposition"] = f"attachment; filename*=utf-8''{name}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def archive(request: SignedIn, pk: int) -> HttpResponseBase:
    """The PDF/A-3 of an issued paper, with its data inside."""
    brief = visible_brief(request, pk)
    if not brief.archive:
        raise Http404
    try:
        content = brief.archive.open("rb")
    except OSError:
        messages.error(request, LOST)
        return redirect("briefs:detail", pk=brief.pk)
    _note(request, brief, "PDF/A-3")
    name = file_name(brief, "보존용")
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _note(request: SignedIn, brief: Brief, form: str) -> None:
    note_access(
        request,
        AccessLog.Act.DOWNLOAD,
        username=request.user.get_username(),
        user=request.user,
        subject=f"{brief.number} {form} {brief.title}",
    )
