"""Overview and standing pages at 5,000 agreements and 200,000 actuals, beside the bare SQL aggregate of the same run.

Nothing is asserted of time but that the cost in queries is small: read the ratios.
"""

import time
from collections.abc import Callable
from statistics import median

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from agreements.actions.summary import refresh_summary
from agreements.models import Actual
from tests.agreements.rows import world
from tests.bench.generate import agreements
from tests.bench.test_pages import ROUNDS, measure

pytestmark = pytest.mark.django_db

AGREEMENTS, QUARTERS = 5000, 20
# What the pages say of jobs and seats by district and year, as plainly as SQL can: the last approved stock of each.
FROM_FACTS = """
    SELECT a.district_id, EXTRACT(YEAR FROM a.signed_on), l.rung, COUNT(*), SUM(l.low)
    FROM agreements_agreement a
    JOIN (
        SELECT f.agreement_id, f.rung, f.low,
               ROW_NUMBER() OVER (PARTITION BY f.agreement_id, f.rung ORDER BY f.as_of_on DESC, f.recorded_at DESC) AS n
        FROM agreements_actual f
        JOIN agreements_review r ON r.actual_id = f.id AND r.decision = 'approved'
        LEFT JOIN agreements_actual c ON c.replaces_id = f.id
        WHERE c.id IS NULL AND NOT f.is_void AND f.as_of_on <= CURRENT_DATE
    ) l ON l.agreement_id = a.id AND l.n = 1
    WHERE a.struck_at IS NULL
    GROUP BY 1, 2, 3
"""
FROM_SUMMARY = """
    SELECT a.district_id, EXTRACT(YEAR FROM a.signed_on), COUNT(*), SUM(s.seats_pledged), SUM(s.seats_approved),
           SUM(s.jobs_pledged), SUM(s.jobs_approved), SUM(CASE WHEN s.due_on < CURRENT_DATE THEN 1 ELSE 0 END)
    FROM agreements_agreement a JOIN agreements_standingsummary s ON s.agreement_id = a.id
    WHERE a.struck_at IS NULL
    GROUP BY 1, 2
"""
ON_SQLITE = ("EXTRACT(YEAR FROM a.signed_on)", "strftime('%Y', a.signed_on)")


def timed(what: Callable[[], object]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        what()
        seconds.append(time.perf_counter() - began)
    return median(seconds)


def aggregate(sql: str) -> float:
    told = sql if connection.vendor == "postgresql" else sql.replace(*ON_SQLITE)

    def run() -> None:
        with connection.cursor() as cursor:
            assert cursor.execute(told) is None or cursor.fetchall()

    return timed(run)


def test_standing_beside_the_bare_aggregate():
    w = world()
    refresh_summary(w.agreement)
    agreements(w, AGREEMENTS, quarters=QUARTERS)
    client = Client()
    w.user.role = "director"
    w.user.save()
    client.force_login(w.user)
    facts, summary = aggregate(FROM_FACTS), aggregate(FROM_SUMMARY)
    print(f"\n{AGREEMENTS} agreements, {Actual.objects.count()} actuals")
    print(f"bare SQL: from the facts {facts * 1000:.1f} ms, from the summary {summary * 1000:.1f} ms")
    addresses = {
        "overview": reverse("agreements:overview"),
        "matrix": reverse("agreements:standing_matrix") + "?show=jobs_confirmed",
        "by year": reverse("agreements:standing"),
        "by company": reverse("agreements:standing_by", args=["company"]),
        "proposals": reverse("agreements:proposals"),
    }
    for name, address in addresses.items():
        page, sql, count = measure(client, address)
        told = f"{page * 1000:8.1f} ms, SQL {sql * 1000:7.1f} ms, {count} queries"
        print(f"{name:<12} {told}, {page / facts:5.1f} x the facts, {page / summary:5.1f} x the summary")
        assert count <= 15
