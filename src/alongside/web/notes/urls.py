from django.urls import path

from alongside.web.notes import document_views as documents
from alongside.web.notes import views

app_name = "notes"
urlpatterns = [
    path("", views.notes, name="notes"),
    path("new/", views.new, name="new"),
    path("documents/", documents.documents, name="documents"),
    path("documents/<uuid:document>/", documents.download, name="download"),
    path("documents/<uuid:document>/withdraw/", documents.withdraw, name="withdraw"),
    path("<uuid:note>/", views.note, name="note"),
    path("<uuid:note>/write/", views.write, name="write"),
    path("<uuid:note>/save/", views.save, name="save"),
    path("<uuid:note>/discard/", views.discard, name="discard"),
]
