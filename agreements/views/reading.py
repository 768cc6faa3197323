"""What the register understands of a text, while it is being typed."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.forms.fields import LONGEST, READINGS
from agreements.rules.reading import Unreadable


@require_safe
def read(request: SignedIn, kind: str) -> HttpResponse:
    """Plain text: ``→ 2020. 7. 16.``, or the sentence that says what to write instead."""
    if kind not in READINGS:
        raise Http404
    text = request.GET.get("text", "")[: LONGEST + 1].strip()
    if not text:
        return HttpResponse("", content_type="text/plain; charset=utf-8")
    try:
        told = f"→ {READINGS[kind](text)}"
    except Unreadable as error:
        told = str(error)
    return HttpResponse(told, content_type="text/plain; charset=utf-8")
