"""A bare Django list page beside the worklist: ``python -m benchmarks.bare_list FOLDER EMAIL``.

Prints the CPU of the worklist and of the bare page in milliseconds, medians over turns in one
process, and how many lines both show.
"""

from __future__ import annotations

import json
import re
import statistics
import sys
from pathlib import Path
from typing import Any

from benchmarks import bare

TURNS = 60
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Clocks</title></head>
<body><p>{{ user.name }}</p><form method="post">{% csrf_token %}</form><h1>Clocks</h1><table>
{% for row in rows %}<tr><td>{{ row.due_at|date:"D j M, H:i" }}</td><td>{{ row.rule }}</td>
<td><a href="{% url "row" row.case_id %}">{{ row.case.title }}</a></td>
<td>{{ row.started_at|date:"j M Y" }}</td></tr>{% endfor %}</table></body></html>"""
lines = 0


def main(folder: str, email: str) -> None:
    """Measure both by turns and print them."""
    global lines
    from alongside.cli.start import start_web

    start_web(Path(folder))
    from django.core.wsgi import get_wsgi_application
    from django.test.utils import override_settings

    cookie = bare.session_of(email)
    ours_handler = get_wsgi_application()
    body = bare.body_of(ours_handler, "/today/", cookie)
    lines = len(re.findall(rb"<(?:li|tr)[ >]", body[body.index(b"<main") :]))
    with override_settings(MIDDLEWARE=bare.MIDDLEWARE, ROOT_URLCONF=__name__):
        bare_handler = get_wsgi_application()
        for _ in range(5):
            bare.ask(bare_handler, "/", cookie)
        plain = [bare.ask(bare_handler, "/", cookie) for _ in range(TURNS)]
    for _ in range(5):
        bare.ask(ours_handler, "/today/", cookie)
    ours = [bare.ask(ours_handler, "/today/", cookie) for _ in range(TURNS)]
    print(json.dumps([statistics.median(ours), statistics.median(plain), lines]))


def _page(request: Any) -> Any:
    from django.contrib.auth.decorators import login_required
    from django.http import HttpResponse
    from django.template import Engine, RequestContext

    from alongside.web.clocks.models import ClockRow

    def show(asked: Any) -> HttpResponse:
        rows = ClockRow.objects.select_related("case").order_by("-id")[:lines]
        template = _made[0] if _made else None
        if template is None:
            names = [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
            template = Engine(context_processors=names).from_string(PAGE)
            _made.append(template)
        return HttpResponse(template.render(RequestContext(asked, {"rows": rows})))

    return login_required(show)(request)


_made: list[Any] = []


def __getattr__(name: str) -> Any:
    if name == "urlpatterns":  # read by Django after it was set up
        from django.urls import path

        return [path("", _page), path("row/<int:number>/", _page, name="row")]
    raise AttributeError(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
