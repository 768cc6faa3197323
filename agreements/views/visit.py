"""현지 확인 결과: a block for each company, as a sheet to be filled in and as a page to be printed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.periods import official_day_with_weekday
from agreements.rules.sheet.bundle import named
from agreements.rules.sheet.visit_leaf import visit_leaf
from agreements.rules.sheet.writing import in_leaf
from agreements.standing.survey import addressed
from agreements.standing.visit import visits_of
from agreements.views.register_sheet import XLSX
from agreements.views.survey import attached, check_ins_of, note_export, round_of


@require_safe
def visits(request: SignedIn, pk: int) -> HttpResponse:
    round = round_of(request, pk)
    found = visits_of(addressed(check_ins_of(request, round)))
    return render(request, "agreements/visit_list.html", {"round": round, "visits": found})


@require_safe
def visits_sheet(request: SignedIn, pk: int) -> HttpResponse:
    round = round_of(request, pk)
    found = visits_of(addressed(check_ins_of(request, round)))
    note_export(request, f"현지 확인 결과 {round} {len(found)}건")
    base_day = official_day_with_weekday(round.observed_to)
    leaf = visit_leaf(str(round), str(round.municipality), base_day, found)
    answer: HttpResponse = attached(
        HttpResponse(in_leaf(leaf), content_type=XLSX), named("현지 확인 결과", str(round), extension="xlsx")
    )
    return answer
