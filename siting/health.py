"""Whether this process lives, and whether it can serve. A lost broker is told but is no reason to be taken out."""

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from redis import Redis, RedisError


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    needed = {"database": database_answers(), "files": files_are_writable()}
    status = 200 if all(needed.values()) else 503
    return JsonResponse({**needed, "broker": broker_answers()}, status=status)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def files_are_writable() -> bool:
    try:
        name = default_storage.save(f"readyz/{uuid.uuid4().hex}", ContentFile(b""))
        default_storage.delete(name)
    except Exception:  # each storage has errors of its own
        return False
    return True


def broker_answers() -> bool:
    url = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://", 1)
    try:
        return bool(Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1).ping())
    except RedisError:
        return False
