"""Every address of the product."""

from django.urls import include, path

from alongside.web.frame import views as frame

urlpatterns = [
    path("", frame.home, name="home"),
    path("theme/", frame.theme, name="theme"),
    path("health/", frame.health, name="health"),
    path("accounts/", include("alongside.web.accounts.urls")),
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
