from django.urls import path

from briefs import views

app_name = "briefs"

urlpatterns = [
    path("", views.papers, name="list"),
    path("order/", views.order, name="order"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/status/", views.status, name="status"),
    path("<int:pk>/retry/", views.retry, name="retry"),
    path("<int:pk>/download/", views.download, name="download"),
]
