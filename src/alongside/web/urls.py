"""Every address of the product."""

from django.urls import include, path

from alongside.web.frame import views as frame

urlpatterns = [
    path("", frame.home, name="home"),
    path("theme/", frame.theme, name="theme"),
    path("health/", frame.health, name="health"),
    path("accounts/", include("alongside.web.accounts.urls")),
    path("today/", include("alongside.web.today.urls")),
    path("team/", include("alongside.web.today.team_urls")),
    path("referrals/", include("alongside.web.referrals.urls")),
    path("cases/", include("alongside.web.cases.urls")),
    path("cases/<uuid:key>/clocks/", include("alongside.web.clocks.urls")),
    path("cases/<uuid:key>/forms/", include("alongside.web.assessments.urls")),
    path("cases/<uuid:key>/plan/", include("alongside.web.planning.urls")),
    path("cases/<uuid:key>/visits/", include("alongside.web.visits.urls")),
    path("cases/<uuid:key>/notes/", include("alongside.web.notes.urls")),
    path("cases/<uuid:key>/reports/", include("alongside.web.reports.urls")),
    path("supervision/", include("alongside.web.planning.general_urls")),
    path("forms/", include("alongside.web.assessments.editor_urls")),
    path("facts/", include("alongside.web.facts.urls")),
    path("people/<uuid:person_id>/family/", include("alongside.web.families.urls")),
    path("people/", include("alongside.web.people.urls")),
    path("decisions/", include("alongside.web.decisions.urls")),
    path("api/decisions/", include("alongside.web.decisions.api_urls")),
    path("review/", include("alongside.web.identity.urls")),
    path("sources/", include("alongside.web.sources.urls")),
    path("models/", include("alongside.web.models.urls")),
    path("ledger/", include("alongside.web.ledger.urls")),
]

handler400 = "alongside.web.frame.errors.bad_request_page"
handler403 = "alongside.web.frame.errors.forbidden_page"
handler404 = "alongside.web.frame.errors.missing_page"
handler429 = "alongside.web.frame.errors.hurried_page"  # allauth looks for it here
handler500 = "alongside.web.frame.errors.broken_page"
