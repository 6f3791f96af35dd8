"""A real agency, a real server, a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.conftest import ROOT
from tests.journeys.looking import Looker

EMAILS = {
    "worker": "amara@demo.example",
    "supervisor": "josef@demo.example",
    "auditor": "ines@demo.example",
}
PASSWORD = "four calm words here"
PEOPLE = 600
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SET_PASSWORDS = """
import sys
from pathlib import Path
from alongside.cli.start import start_web
start_web(Path(sys.argv[1]))
from alongside.web.accounts.models import User
for user in User.objects.all():
    user.set_password(sys.argv[2])
    user.save()
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser and takes its time."""
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person would."""
    return subprocess.run(
        [sys.executable, "-m", "alongside.cli", *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=environment(),
    )


def environment() -> dict[str, str]:
    """What a process of the product is started with: no agency of ours, and plain HTTP."""
    left_out = ("ALONGSIDE_AGENCY", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {"ALONGSIDE_PLAIN_HTTP": "1"}


@pytest.fixture(scope="session")
def demo_agency(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated agency with three sign-ins, made once for all processes; copied for each."""
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root
    made = shared / "made-agency"
    with FileLock(str(shared / "made-agency.lock")):
        if not (made / "ready").exists():
            shutil.rmtree(made, ignore_errors=True)
            run("demo", "--people", str(PEOPLE), "--data", str(made), "--no-serve")
            subprocess.run(
                [sys.executable, "-c", SET_PASSWORDS, str(made), PASSWORD],
                check=True,
                env=environment(),
            )
            (made / "ready").touch()
    own = root / "agency"
    if not own.exists():
        shutil.copytree(made, own)
    return own


@pytest.fixture(scope="session")
def site(demo_agency: Path) -> Iterator[str]:
    """The address of a running server."""
    with serving(demo_agency) as address:
        yield address


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve an agency folder for as long as the block runs; gives the address."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "alongside.cli", "serve", str(folder), "--port", str(port),
         "--workers", "1"],
        env=environment(),
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/health/")
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def _chromium(playwright: Playwright) -> str | None:
    """The one that was named, else the system's, Playwright's, or npm's (see script/chromium)."""
    carried = (playwright.chromium.executable_path, ROOT / ".cache" / "chromium" / "chromium")
    return (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("google-chrome")
        or next((str(path) for path in carried if Path(path).exists()), None)
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the journeys skip, in CI they fail."""
    with sync_playwright() as playwright:
        path = _chromium(playwright)
        if path is None:
            if os.environ.get("CI"):
                pytest.fail("CI needs a Chromium: install it, or set CHROMIUM")
            pytest.skip("no Chromium found: install it, or set CHROMIUM to its path")
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@dataclass
class Visitor:
    """A person at a browser: signed in, with a way to look at pages as the house wants."""

    page: Page
    site: str
    look: Looker

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(f"{self.site}{path}")
        return self.page


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile. Axe needs to be injected past the content security policy.

    Without motion: in the midst of a colour change axe would measure a colour that nobody sees.
    """
    made = browser.new_context(
        viewport={"width": 1280, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def visitor(context: BrowserContext, site: str) -> Visitor:
    """Somebody who has not signed in."""
    return Visitor(page=context.new_page(), site=site, look=Looker(ROOT))


@pytest.fixture
def sign_in(visitor: Visitor):
    """Sign in through the form: ``sign_in("worker")``."""

    def _sign_in(role: str) -> Visitor:
        page = visitor.go("/")
        page.get_by_label("Email").fill(EMAILS[role])
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/accounts/login" not in url)
        return visitor

    return _sign_in
