"""Advice for programs: the same door as on the page, the answer as JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods

from alongside.core import AlongsideError
from alongside.risk.advice import Advice
from alongside.web.decisions.advice import status_of, try_advice
from alongside.web.decisions.asking import open_asked
from alongside.web.decisions.points import PointName


@require_http_methods(["GET", "HEAD", "POST"])
def advice(request: HttpRequest, kind: str, source: str, key: str) -> JsonResponse:
    """``POST`` opens advice, ``GET`` reads again what she has opened; 403 at a closed door."""
    point = open_asked(request, PointName(kind, source, key), channel="api")
    opened = try_advice(point, again=request.method != "POST")
    if isinstance(opened, AlongsideError):
        return JsonResponse(refusal_as_json(opened), status=status_of(opened))
    return JsonResponse(advice_as_json(opened.advice))


def refusal_as_json(error: AlongsideError) -> dict[str, str]:
    """Why not, with stable keys."""
    return {"code": error.code, "seen": error.seen, "do": error.do}


def advice_as_json(advice: Advice) -> dict[str, Any]:
    """Advice with stable keys; shares from 0 to 1, points of 100, no identity."""
    return {
        "model": advice.model,
        "version": advice.version,
        "as_of_on": advice.as_of_on.isoformat(),
        "base": advice.base,
        "estimate": advice.estimate,
        "low": advice.low,
        "high": advice.high,
        "reasons": [
            {"feature": one.feature, "says": one.says, "points": one.points}
            for one in advice.reasons
        ],
        "rest": advice.rest,
        "abstains": list(advice.abstains),
    }
