"""``/people/<id>/``: one person."""

from __future__ import annotations

from tests.web.people.conftest import SignIn
from tests.web.people.town import Town


def test_the_page_shows_who_what_and_where_from(town: Town, sign_in: SignIn) -> None:
    mila = town.person("cases", "school")
    first, second = list(town.owner)
    town.event(first, "2026-10-14", detail="from the health visitor")
    town.event(second, "2026-10-23", value=96, unit="%")
    town.link(first, second, 0.997, "given_name", "birth_on")
    town.publish()
    page = sign_in("worker").get(f"/people/{mila}/").content.decode()
    for text in ("Mila Varga-Lisle", "born 12 Mar 2019", "Half term", "96 %", "Case system"):
        assert text in page
    assert "99.7 %" in page
    open("/tmp/w/page.html","w").write(page)
