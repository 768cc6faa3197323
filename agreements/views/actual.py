"""실적: one of them approved or returned, outside of a round."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from agreements.actions.review import review_actual
from agreements.actions.submission import once
from agreements.forms.decision import DecisionForm
from agreements.models import Actual
from agreements.standing.actual import actual_standings
from agreements.views.page_of import page_of

JOINED = ("agreement", "source", "centre", "party__organisation", "recorded_by", "receipt__check_in__round__closing")


@needs(Capability.APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedIn, pk: int) -> HttpResponse:
    rows = Actual.objects.visible_to(request.user.scope).known_at(None).filter(agreement__struck_at=None)
    actual = get_object_or_404(rows.select_related(*JOINED), pk=pk)
    back = f"{page_of(actual)}#actuals"
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.values()
        key = form.cleaned_data["once"] or uuid4()
        try:
            once(UUID(str(key)), lambda: review_actual(actual, **told, by=request.user), by=request.user)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "승인했습니다." if told["decision"] == "approved" else "반려했습니다.")
            return redirect(back)
    told = {"form": form, "actual": actual, "standing": actual_standings([actual])[0], "back": back}
    return render(request, "agreements/actual_decide.html", told)
