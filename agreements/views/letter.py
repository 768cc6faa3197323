"""실적 제출 요청 공문(안): a letter for each company that is asked, to be copied into the city's documents."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.permissions import SignedIn
from agreements.rules.office import head_of
from agreements.standing.survey import addressed
from agreements.views.survey import check_in_asked, check_ins_of, round_of


@require_safe
def letters(request: SignedIn, pk: int) -> HttpResponse:
    """Those of a whole round, a page of paper each."""
    round = round_of(request, pk)
    told = {"round": round, "letters": addressed(check_ins_of(request, round))}
    return render(request, "agreements/letter_list.html", {**told, "sender": head_of(str(round.municipality))})


@require_safe
def letter(request: SignedIn, pk: int) -> HttpResponse:
    check_in = check_in_asked(request, pk)
    [one] = addressed([check_in])
    told = {"round": check_in.round, "letter": one, "sender": head_of(str(one.agreement.municipality))}
    return render(request, "agreements/letter_detail.html", told)
