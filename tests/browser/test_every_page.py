"""Every page: what it is made of, how it stands on a phone and on paper, and what it weighs."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Literal
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, ViewportSize

from browser.axe import audit, prune
from browser.pages import DAY, EXPLORE, Page, pages
from browser.screenshots import keep
from browser.visits import Visit
from browser.watching import DESK, PHONE, watched
from comity.vocabulary import KINDS
from serving import Server

READING_SCRIPTS, EXPLORE_SCRIPTS, QUERY_SCRIPTS = 20_000, 60_000, 170_000
FIRST_PAGE = 100_000
LOOKS: tuple[tuple[str, ViewportSize, Literal["light", "dark"]], ...] = (
    ("light", DESK, "light"),
    ("dark", DESK, "dark"),
    ("phone", PHONE, "light"),
)

_LINK = re.compile(r'<a\b[^>]*\bhref="([^"#]+)')
_PAGE = re.compile(r"/|/[^.]*|/.*\.html")
_TITLE = re.compile("<title>(.*?)</title>", re.DOTALL)
_OVERFLOWING = """
() => [...document.querySelectorAll("body *")]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 0.5)
  .filter((each) => {
    for (let box = each.parentElement; box; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible" && box !== document.body) return false;
    return true;
  })
  .map((each) => each.tagName + "." + each.className + " " + each.textContent.trim().slice(0, 40))
"""
_LEADING_NOWHERE = """
() => [...document.querySelectorAll("a[href^='#']")]
  .map((each) => decodeURIComponent(each.getAttribute("href").slice(1)))
  .filter((id) => id && !document.getElementById(id))
"""
_EMPTY = """
() => [...document.querySelectorAll("section, article, figure, ul, ol, dl, tbody, p, h1, h2, h3")]
  .filter((each) => !each.textContent.trim() && !each.querySelector("svg, img, input, textarea"))
  .filter((each) => !each.closest("[hidden], [aria-live], [role=status]"))
  .map((each) => each.outerHTML.slice(0, 100))
"""
_CONTENT = """
() => Object.fromEntries(["h1", "h2", "h3", "tr", "dt", "main li", "figure", "main svg"]
  .map((each) => [each, document.querySelectorAll(each).length]))
"""
_MOVING = """
() => [document.documentElement, ...document.querySelectorAll("body, body *")]
  .filter((each) => {
    const style = getComputedStyle(each);
    const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
    return times.some((time) => parseFloat(time) > 0.01) || style.scrollBehavior === "smooth";
  })
  .map((each) => each.tagName + "." + each.className)
"""


def test_it_loads_without_an_error_and_without_asking_anyone_else(visit: Visit) -> None:
    assert visit.watch.faults == []


def test_it_has_the_landmarks_that_a_screen_reader_jumps_between(visit: Visit) -> None:
    assert visit.ask("() => document.documentElement.lang") == "en"
    for landmark in ("main", "h1", "body > header", "body > footer"):
        assert visit.tab.locator(landmark).count() == 1, landmark
    names = visit.ask("() => [...document.querySelectorAll('nav')].map((each) => each.ariaLabel)")
    assert len(set(names)) == len(names) > 0
    assert all(names)


def test_its_ids_are_there_once_and_its_own_links_lead_somewhere(visit: Visit) -> None:
    ids = visit.ask("() => [...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert [each for each, times in Counter(ids).items() if times > 1] == []
    assert visit.ask(_LEADING_NOWHERE) == []


@pytest.mark.parametrize("width", [320, 390])
def test_it_does_not_scroll_sideways_on_a_phone(visit: Visit, width: int) -> None:
    with visit.shown(size={"width": width, "height": PHONE["height"]}):
        wide = visit.ask("() => document.documentElement.scrollWidth")
        assert wide <= width, visit.ask(_OVERFLOWING)[:5]


def test_it_weighs_what_it_may(visit: Visit) -> None:
    weights = visit.weights()
    visit.note("weights", weights)
    most = QUERY_SCRIPTS if visit.page.kind == "sparql" else READING_SCRIPTS
    if visit.page.kind in EXPLORE:
        most = EXPLORE_SCRIPTS
    assert weights.get("script", 0) < most
    if visit.page.kind == "home":
        assert sum(weights.values()) < FIRST_PAGE, weights


def test_axe_finds_nothing_wrong_with_it_by_day_by_night_and_on_a_phone(visit: Visit) -> None:
    found = {}
    looks = LOOKS[:2] if "?" in visit.page.path else LOOKS  # on a phone, each page in one state
    for name, size, scheme in looks:
        with visit.shown(size, scheme) as tab:
            keep(tab, f"{visit.page.name}-{name}")
    prune(visit.tab)
    for name, size, scheme in looks:
        with visit.shown(size, scheme) as tab:
            found[name] = audit(tab)
    visit.tab.reload()
    visit.note("axe", {name: each.row for name, each in found.items()})
    assert {name: each.violations for name, each in found.items() if each.violations} == {}


def test_on_paper_it_is_what_it_says_and_nothing_to_press(visit: Visit) -> None:
    pressable = ":is(header, footer) nav, nav.sections, form:not(:has(textarea)), button, .skip"
    with visit.shown(media="print") as tab:
        assert tab.locator("main").is_visible()
        pressed = tab.locator(pressable).filter(visible=True)
        assert pressed.count() == 0, pressed.first.evaluate("each => each.outerHTML.slice(0, 200)")


def test_nothing_moves_for_who_does_not_want_it(visit: Visit) -> None:
    with visit.shown(reduced_motion="reduce"):
        assert visit.ask(_MOVING) == []


def test_its_first_stop_for_the_keyboard_leads_past_the_navigation(visit: Visit) -> None:
    visit.tab.keyboard.press("Tab")
    assert visit.ask("() => document.activeElement.className") == "skip"
    assert visit.ask("() => document.activeElement.getBoundingClientRect().left") >= 0
    visit.tab.keyboard.press("Enter")
    visit.tab.keyboard.press("Tab")
    assert not visit.ask("() => Boolean(document.activeElement.closest('body > header'))")
    visit.tab.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")


def test_who_has_no_scripts_misses_nothing(visit: Visit, browser: Browser, server: Server) -> None:
    with watched(browser, server, java_script_enabled=False) as plain:
        plain.goto(visit.page.path)
        assert plain.locator("main h1").inner_text().strip()
        assert plain.evaluate(_EMPTY) == []
        if visit.page.kind != "sparql":
            assert plain.evaluate(_CONTENT) == visit.ask(_CONTENT)


def test_every_kind_of_thing_has_a_page() -> None:
    kinds = {page.kind for page in pages()}
    assert set(KINDS) - kinds == set()


def test_no_two_pages_have_the_same_title(server: Server) -> None:
    titles = Counter(
        found[1]
        for page in pages()
        if "?" not in page.path
        and (found := _TITLE.search(server.fetch(page.path, Accept="text/html").body.decode()))
    )
    assert len(titles) > 20
    assert [title for title, times in titles.items() if times > 1] == []


def test_once_a_day_is_chosen_links_to_pages_that_follow_it_keep_it(server: Server) -> None:
    bodies = {page: _on(server, page) for page in pages() if "?" not in page.path}
    follow = {page.kind for page, body in bodies.items() if 'class="as-of"' in body}
    assert {"home", "country", "forum", "declaration", "countries"} <= follow
    lost = {
        (page.kind, link)
        for page, body in bodies.items()
        if page.kind in follow
        for link in _links(server, page, body)
        if Page(link).kind in follow and f"on={DAY}" not in link
    }
    assert lost == set()


def _on(server: Server, page: Page) -> str:
    return server.fetch(f"{page.path}?on={DAY}", Accept="text/html").body.decode()


def _links(server: Server, page: Page, body: str) -> set[str]:
    """Return where the links of a page to pages of this site lead, relative to its root."""
    found = {urljoin(server.address + page.path, unescape(each)) for each in _LINK.findall(body)}
    here = {each.removeprefix(server.address) for each in found if each.startswith(server.address)}
    return {each for each in here if _PAGE.fullmatch(urlsplit(each).path)}
