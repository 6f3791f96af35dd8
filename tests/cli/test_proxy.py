"""Behind a proxy that was named, a form sent over HTTPS is taken; without the name it is not."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

import pytest

HOST = "alongside.example.org"
FORWARDED = {
    "Host": HOST,
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "Origin": f"https://{HOST}",
}


@contextmanager
def _server(folder: Path, proxy: str) -> Iterator[int]:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    environment = os.environ | {"ALONGSIDE_HOSTS": HOST, "ALONGSIDE_PROXY": proxy}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    words = ["serve", str(folder), "--port", str(port), "--workers", "1"]
    server = subprocess.Popen([sys.executable, "-m", "alongside.cli", *words], env=environment)
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(port)


def _ask(port: int, method: str, *, body: str = "", cookie: str = "") -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    headers = FORWARDED | {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, "/accounts/login/", body=body, headers=headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


# The proxy that is named -> how a sign-in with a wrong password is answered.
ANSWERS = {"127.0.0.1": (200, "Sign in"), "192.0.2.1": (403, "AL-U403")}


@pytest.mark.slow
@pytest.mark.parametrize("proxy", ANSWERS)
def test_a_form_over_https_is_taken_from_the_named_proxy_only(office: Path, proxy: str) -> None:
    with _server(office, proxy) as port:
        first, page = _ask(port, "GET")
        cookie = (first.getheader("Set-Cookie") or "").partition(";")[0]
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found
        form = {"csrfmiddlewaretoken": found[1], "login": "no@example.org", "password": "x" * 12}
        answer, page = _ask(port, "POST", body=urlencode(form), cookie=cookie)
    status, says = ANSWERS[proxy]
    assert (answer.status, says in page) == (status, True)
