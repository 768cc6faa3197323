"""확인: whoever holds a copy of a paper asks whether it was issued. Nobody signs in; nothing else is told."""

import re

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.lock import PAPER, is_locked, note_guess
from briefs.confirming import Issued, issued
from briefs.forms.verify import VerifyForm


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """By POST, so that no number and code stay in an address."""
    form = VerifyForm(request.POST or None)
    shown, status = {"form": form, "is_asked": False}, 200
    if request.method == "POST" and form.is_valid():
        if is_locked(request, _name(form)):
            shown["is_locked"], status = True, 429
        else:
            shown |= {"is_asked": True, "issued": _issued(request, form)}
    response = render(request, "briefs/verify.html", shown, status=status)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _issued(request: HttpRequest, form: VerifyForm) -> Issued | None:
    """Codes cannot be tried at will: wrong ones are counted as wrong passwords are, number by number."""
    found = issued(**form.cleaned_data)
    if found is None:
        note_guess(request, _name(form))
    return found


def _name(form: VerifyForm) -> str:
    """However the number is spelt."""
    return f"{PAPER}{re.sub(r'[^0-9]', '', form.cleaned_data['number'])}"
