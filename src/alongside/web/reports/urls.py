"""Addresses of reports, under ``/cases/<key>/reports/``."""

from django.urls import path

from alongside.web.reports import views

app_name = "reports"

urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("<uuid:report>/", views.report, name="report"),
    path("<uuid:report>/paragraphs/<int:number>/", views.paragraph, name="paragraph"),
    path("<uuid:report>/words/", views.words, name="words"),
    path("<uuid:report>/again/", views.again, name="again"),
    path("<uuid:report>/sign/", views.sign, name="sign"),
    path("<uuid:report>/replace/", views.replace, name="replace"),
    path("<uuid:report>/report.pdf", views.download, {"form": "pdf"}, name="pdf"),
    path("<uuid:report>/report.docx", views.download, {"form": "docx"}, name="docx"),
]
