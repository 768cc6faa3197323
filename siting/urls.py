from django.contrib import admin
from django.urls import include, path

from siting import health

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("admin/", admin.site.urls),
    path("briefs/", include("briefs.urls")),
    path("", include("accounts.urls")),
    path("", include("agreements.urls")),
]
