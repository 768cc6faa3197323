from django.contrib import admin
from django.urls import include, path

from briefs.views.verify import verify
from siting import health

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("admin/", admin.site.urls),
    path("briefs/", include("briefs.urls")),
    path("verify/", verify, name="verify"),
    path("", include("accounts.urls")),
    path("", include("agreements.urls")),
]
