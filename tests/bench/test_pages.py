"""How long pages take beside their own SQL, in one run. Nothing is asserted of time: read the ratios."""

import time
from statistics import median

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.agreements.rows import world
from tests.bench.generate import agreements

pytestmark = pytest.mark.django_db

ROUNDS = 5


class Stopwatch:
    """Counts the queries of a page and the seconds they took."""

    def __init__(self):
        self.seconds, self.queries = 0.0, 0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.queries += 1


def measure(client: Client, address: str) -> tuple[float, float, int]:
    """Median seconds of the page, median seconds of its SQL, queries."""
    pages, queries, count = [], [], 0
    for _ in range(ROUNDS):
        watch = Stopwatch()
        with connection.execute_wrapper(watch):
            began = time.perf_counter()
            assert client.get(address).status_code == 200
            pages.append(time.perf_counter() - began)
        queries.append(watch.seconds)
        count = watch.queries
    return median(pages), median(queries), count


@pytest.mark.parametrize("size", [50, 500, 5000])
def test_pages_beside_their_sql(size):
    w = world()
    agreements(w, size)
    client = Client()
    client.force_login(w.user)
    print()
    for name in ("register", "overview", "companies"):
        page, sql, count = measure(client, reverse(f"agreements:{name}") + "?whole=1")
        told = f"{page * 1000:8.1f} ms, SQL {sql * 1000:7.1f} ms, {page / sql:5.1f} x, {count} queries"
        print(f"{name:<10} {size:>5} rows {told}")
