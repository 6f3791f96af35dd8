"""A bare Django page: Django's own middleware, a signed-in user, an ORM list in a plain template.

Run as ``python -m benchmarks.bare FOLDER PATH ...``: prints the CPU of our page and of the bare
one, in milliseconds, medians over the paths taken by turns in one process.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

ROWS = 60  # 50 events, the records, the household, who looked
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Records</title></head>
<body><p>{{ user.name }}</p><form method="post">{% csrf_token %}</form><h1>Records</h1><table>
{% for row in rows %}<tr><td>{{ row.from_at|date:"j M Y" }}</td><td>{{ row.record_id }}</td>
<td>{{ row.by }}, {{ row.known_at|date:"j M Y" }}</td>
<td><a href="{% url "row" row.pk %}">Open</a></td></tr>{% endfor %}</table></body></html>"""
Handler = Callable[[dict[str, Any], Callable[..., None]], Any]


def main(folder: str, *paths: str) -> None:
    """Measure both and print them."""
    from alongside.cli.start import start_web

    start_web(Path(folder))
    from django.core.wsgi import get_wsgi_application
    from django.test.utils import override_settings

    cookie = session_of("amara@demo.example")
    ours_handler = get_wsgi_application()
    with override_settings(MIDDLEWARE=MIDDLEWARE, ROOT_URLCONF=__name__):
        bare_handler = get_wsgi_application()
        for _ in range(5):
            ask(bare_handler, "/", cookie)
        bare = [ask(bare_handler, "/", cookie) for _ in paths]
    for path in paths[:5]:
        ask(ours_handler, path, cookie)
    ours = [ask(ours_handler, path, cookie) for path in paths]
    print(json.dumps([statistics.median(ours), statistics.median(bare)]))


def session_of(email: str) -> str:
    """A cookie of a session of hers."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from alongside.web.accounts.models import User

    user = User.objects.get(email=email)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return f"sessionid={store.session_key}"


def ask(handler: Handler, path: str, cookie: str) -> float:
    """Milliseconds of CPU that one answer costs."""
    begun = time.process_time()
    body_of(handler, path, cookie)
    return (time.process_time() - begun) * 1000


def body_of(handler: Handler, path: str, cookie: str) -> bytes:
    """The body of one answer."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
    }
    status: list[str] = []
    answer = handler(environ, lambda line, _headers, _info=None: status.append(line))
    body = b"".join(answer)
    answer.close()
    assert status == ["200 OK"], status
    return body


def _page(request: Any) -> Any:
    from django.contrib.auth.decorators import login_required
    from django.http import HttpResponse
    from django.template import RequestContext

    from alongside.web.identity.models import MembershipRow

    def show(asked: Any) -> HttpResponse:
        rows = MembershipRow.objects.order_by("-id")[:ROWS]
        return HttpResponse(_template().render(RequestContext(asked, {"rows": rows})))

    return login_required(show)(request)


_made: list[Any] = []


def _template() -> Any:
    from django.template import Engine

    if not _made:
        names = (
            "django.template.context_processors.request",
            "django.contrib.auth.context_processors.auth",
        )
        _made.append(Engine(context_processors=list(names)).from_string(PAGE))
    return _made[0]


def _urls() -> list[Any]:
    from django.urls import path

    return [path("", _page), path("row/<int:number>/", _page, name="row")]


def __getattr__(name: str) -> Any:
    if name == "urlpatterns":  # read by Django after it was set up
        return _urls()
    raise AttributeError(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
