from django.urls import path

from briefs.views import batch, brief, face, order, saved_order

app_name = "briefs"

urlpatterns = [
    path("", brief.papers, name="list"),
    path("order/", order.kinds, name="kinds"),
    path("order/each/<slug:kind>/", order.each, name="each"),
    path("order/<slug:kind>/", order.order, name="order"),
    path("<int:pk>/", brief.detail, name="detail"),
    path("<int:pk>/status/", brief.status, name="status"),
    path("<int:pk>/issue/", brief.issue, name="issue"),
    path("<int:pk>/retry/", brief.retry, name="retry"),
    path("<int:pk>/cancel/", brief.cancel, name="cancel"),
    path("<int:pk>/keep/", saved_order.keep, name="keep"),
    path("<int:pk>/download/", brief.download, name="download"),
    path("<int:pk>/download/archive/", face.archive, name="archive"),
    path("<int:pk>/download/<slug:form>/", face.face, name="form"),
    path("batches/", batch.batches, name="batches"),
    path("batches/<int:pk>/", batch.detail, name="batch"),
    path("batches/<int:pk>/status/", batch.status, name="batch_status"),
    path("batches/<int:pk>/issue/", batch.issue, name="batch_issue"),
    path("batches/<int:pk>/retry/", batch.retry, name="batch_retry"),
    path("batches/<int:pk>/cancel/", batch.cancel, name="batch_cancel"),
    path("batches/<int:pk>/zip/", batch.papers_zip, name="batch_zip"),
    path("saved/", saved_order.saved_orders, name="saved_orders"),
    path("saved/<int:pk>/", saved_order.saved_order, name="saved_order"),
    path("saved/<int:pk>/again/", saved_order.again, name="saved_again"),
    path("saved/<int:pk>/remove/", saved_order.remove, name="saved_remove"),
]
