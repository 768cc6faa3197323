"""엑셀 가져오기: look at what would be made, correct what the columns mean, bring in, take back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.capabilities import Capability
from accounts.permissions import SignedIn, needs
from agreements.actions.sheet import (
    Preview,
    bring_in,
    choose_columns,
    may_take_back,
    preview,
    receive_sheet,
    tabs_of,
    take_back,
)
from agreements.forms.removal import ReasonForm
from agreements.forms.sheet import ColumnsForm, SheetFileForm
from agreements.models import Sheet
from agreements.rules.sheet import Grid

LINES_SHOWN = 300
FAULTS_SHOWN = 100


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: SignedIn) -> HttpResponse:
    """Those that came in, and the way to send another."""
    municipality = request.user.municipality
    if municipality is None:
        raise Http404
    form = SheetFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = receive_sheet(name=file.name, content=file.read(), municipality=municipality, by=request.user)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("agreements:sheet", sheet.pk)
    rows = Sheet.objects.visible_to(request.user.scope).select_related("by", "taken_back_by")
    return render(request, "agreements/sheet_list.html", {"form": form, "sheets": rows[:50]})


@needs(Capability.ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: SignedIn, pk: int) -> HttpResponse:
    """The preview. Sending the form looks again with other columns; nothing is brought in yet."""
    found = _sheet(request, pk)
    may_take_back_it = may_take_back(found, by=request.user)
    shown: dict[str, object] = {"sheet": found, "reason": ReasonForm(), "may_take_back": may_take_back_it}
    if found.brought_in_at is None:
        try:
            tabs, seen = tabs_of(found), preview(found, by=request.user)
        except ValidationError as error:
            return render(request, "agreements/sheet_detail.html", {**shown, "lost": error.messages[0]})
        form = _columns(request, found, tabs, seen)
        if request.method == "POST" and form.is_valid():
            _choose(request, found, form)
            return redirect("agreements:sheet", found.pk)
        shown |= {"preview": seen, "form": form, "lines_shown": LINES_SHOWN, "faults_shown": FAULTS_SHOWN}
    return render(request, "agreements/sheet_detail.html", shown)


def _columns(request: SignedIn, sheet: Sheet, tabs: list[Grid], seen: Preview | None) -> ColumnsForm:
    first = {"tab": seen.grid.tab if seen else sheet.tab}
    heading = seen.heading if seen else None
    return ColumnsForm(request.POST or None, tabs=tabs, heading=heading, sheet=sheet, initial=first)


def _choose(request: SignedIn, sheet: Sheet, form: ColumnsForm) -> None:
    """Another tab has other columns: they are guessed anew."""
    told = form.cleaned_data
    columns = form.chosen() if told["tab"] == form.initial["tab"] else {}
    choose_columns(sheet, tab=told["tab"], columns=columns, kind=told["kind"], by=request.user)


@needs(Capability.ENTER)
@require_POST
def bring_in_sheet(request: SignedIn, pk: int) -> HttpResponse:
    found = _sheet(request, pk)
    try:
        made = bring_in(found, by=request.user)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, f"협약 {made}건을 등록했습니다." if made else "새로 등록할 협약이 없습니다.")
    return redirect("agreements:sheet", found.pk)


@needs(Capability.ENTER)
@require_POST
def take_back_sheet(request: SignedIn, pk: int) -> HttpResponse:
    found = _sheet(request, pk)
    form = ReasonForm(request.POST)
    try:
        if form.is_valid():
            take_back(found, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, "가져온 협약을 모두 말소했습니다. 같은 파일을 다시 가져올 수 있습니다.")
        else:
            messages.error(request, "되돌리는 이유를 적으십시오.")
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
    return redirect("agreements:sheet", found.pk)


def _sheet(request: SignedIn, pk: int) -> Sheet:
    found: Sheet = get_object_or_404(Sheet.objects.visible_to(request.user.scope).select_related("municipality"), pk=pk)
    return found
