"""A signed-in worker over HTTP, for figures that need a real server."""

from __future__ import annotations

import http.client
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

SIGN_IN = """
import sys
from pathlib import Path
from alongside.cli.start import start_web
start_web(Path(sys.argv[1]))
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from alongside.web.accounts.models import User
user = User.objects.get(email=sys.argv[2])
store = import_module(settings.SESSION_ENGINE).SessionStore()
store[SESSION_KEY] = str(user.pk)
store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
store[HASH_SESSION_KEY] = user.get_session_auth_hash()
store.create()
print(store.session_key)
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_until_up(port: int, seconds: float = 60) -> float:
    """Wait for the sign-in page; return how long it took."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < seconds:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/accounts/login/")
            if connection.getresponse().status == 200:
                return time.perf_counter() - begun
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("the server did not come up")


class Filled:
    """A form that waits for the click; ``at`` is the moment of it."""

    def __init__(self, send: Callable[[], tuple[int, bytes]]) -> None:
        self._send = send
        self.at = 0.0

    def send(self) -> tuple[int, bytes]:
        """Click."""
        self.at = time.perf_counter()
        return self._send()


class Client:
    """A session made in the database, so that a figure does not measure password hashing."""

    def __init__(self, folder: Path, port: int, email: str = "amara@demo.example") -> None:
        self._port = port
        done = subprocess.run(
            [sys.executable, "-c", SIGN_IN, str(folder), email],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"ALONGSIDE_PLAIN_HTTP": "1"},
        )
        self._cookie = f"sessionid={done.stdout.strip()}"
        self.person = self._some_person(folder)

    @classmethod
    def of_session(cls, port: int, session: str) -> Client:
        """A client of a session that is there already."""
        client = cls.__new__(cls)
        client._port, client._cookie, client.person = port, f"sessionid={session}", ""
        return client

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a page."""
        return self._send("GET", path, None)

    def post(self, path: str, body: str) -> tuple[int, bytes]:
        """Status and body of the answer to a form, redirects not followed."""
        return self._send("POST", path, body)

    def submit(self, page: str, address: str, **fields: str) -> tuple[int, bytes]:
        """Send a form of a page; status and body of the answer, redirects not followed."""
        return self.fill_in(page, address, **fields).send()

    def fill_in(self, page: str, address: str, **fields: str) -> Filled:
        """A form of a page, filled in and not sent yet."""
        _, shown = self.get(page)
        found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
        token = found.group(1).decode() if found else ""
        body = urlencode({"csrfmiddlewaretoken": token, **fields})
        return Filled(lambda: self._send("POST", address, body))

    def contest(self, token: str) -> bool:
        """Say that a record is wrong; whether the server acknowledged it."""
        try:
            _, shown = self.get(f"/people/{self.person}/")
            link = re.search(rb'href="(wrong/\?about=record&amp;id=[^"]+)"', shown)
            if link is None:
                return False
            path = f"/people/{self.person}/{link.group(1).decode().replace('&amp;', '&')}"
            _, page = self.get(path)
            found = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
            form = {
                "csrfmiddlewaretoken": found.group(1).decode() if found else "",
                "said": token,
            }
            status, _ = self._send("POST", path, urlencode(form))
        except (OSError, http.client.HTTPException):
            return False
        return status in (200, 302)

    def _send(self, method: str, path: str, body: str | None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Cookie": self._cookie}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            if cookie.startswith("csrftoken="):
                session = self._cookie.split("; ")[0]
                self._cookie = f"{session}; {cookie.split(';')[0]}"
        return answer.status, answer.read()

    @staticmethod
    def _some_person(folder: Path) -> str:
        with sqlite3.connect(folder / "data" / "alongside.sqlite3") as con:
            row = con.execute(
                """SELECT person_id FROM identity_membership WHERE until_at IS NULL
                   AND person_id NOT IN (SELECT person_id FROM identity_seal)
                   GROUP BY person_id ORDER BY count(*) DESC, person_id LIMIT 1"""
            ).fetchone()
        text = str(row[0])
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    @staticmethod
    def contests(folder: Path) -> Counter[str]:
        """How often each contest stands in the store."""
        with sqlite3.connect(folder / "data" / "alongside.sqlite3") as con:
            return Counter(row[0] for row in con.execute("SELECT said FROM people_contest"))
