from django.urls import path

from agreements.views import agreement, market, organisation, overview, place, register

app_name = "agreements"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("agreements/", register.register, name="register"),
    path("agreements/<slug:key>/", agreement.detail, name="detail"),
    path("companies/", organisation.companies, name="companies"),
    path("companies/<int:pk>/", organisation.company, name="company"),
    path("places/", place.places, name="places"),
    path("places/market/", market.market, name="market"),
    path("places/buildings/<int:pk>/", place.building, name="building"),
    path("places/centres/<int:pk>/", place.centre, name="centre"),
]
