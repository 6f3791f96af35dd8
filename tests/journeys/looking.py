"""Look at a page the way the house wants: two widths, light and dark, axe, reflow, targets."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = "rules => window.axe.run(document, { runOnly: rules }).then(found => found.violations)"
TOO_WIDE = "() => document.documentElement.scrollWidth - window.innerWidth"
TOO_SMALL = """() => [...document.querySelectorAll(`a.btn, button, summary, .rail a, select,
    input:not([type=checkbox]):not([type=radio]):not([type=hidden])`)]
    .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)
    .map(e => (e.textContent || e.name).trim().slice(0, 40))"""


class Looker:
    """Checks a page and keeps a picture of each view in ``tests/shots``."""

    def __init__(self, root: Path) -> None:
        self._axe = (root / "frontend/node_modules/axe-core/axe.min.js").read_text()
        self._shots = root / "tests" / "shots"
        self._shots.mkdir(exist_ok=True)

    def __call__(self, page: Page, name: str) -> None:
        """Fail with everything that is wrong with the page in any of its views."""
        problems: list[str] = []
        for width in (1280, 390):
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 900})
                page.evaluate("() => document.fonts.ready")
                view = f"{name} {width} {scheme}"
                problems += [f"{view}: {one}" for one in self._problems(page)]
                path = self._shots / f"{name}-{width}-{scheme}.png"
                page.screenshot(path=path, full_page=True)
        page.set_viewport_size({"width": 320, "height": 900})
        if (wider := page.evaluate(TOO_WIDE)) > 0:
            problems.append(f"{name}: {wider} px wider than a screen of 320")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        assert not problems, "\n".join(problems)

    def _problems(self, page: Page) -> list[str]:
        page.evaluate(self._axe)
        found = [
            f"{rule['id']}: {node['target']} {node['failureSummary'][:300]}"
            for rule in page.evaluate(LOOK, RULES)
            for node in rule["nodes"][:3]
        ]
        if (wider := page.evaluate(TOO_WIDE)) > 0:
            found.append(f"{wider} px wider than the screen")
        return found + [f"lower than 44 px: {text}" for text in page.evaluate(TOO_SMALL)]
