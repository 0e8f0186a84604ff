"""The page about a thing: well-formed, safe, of this host, and readable without any script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comity.formats import DOCUMENTS
from comity.vocabulary import KINDS
from resources.shared import BASE, MANY, SCRIPT, Page, samples, write_hostile
from serving import Server, serving

HUBS = ("/forum/hostile", "/forum/many", "/country/USA", "/graph/derived", "/graph/added/hostile")
PASSAGE = "/passage/ai-gov-international-cooperation-global-partnership-on-ai-para-1"


def page(site: Server, path: str, day: str = "") -> Page:
    return Page(site.fetch(f"{path}.html" + (f"?on={day}" if day else "")))


@pytest.mark.parametrize("kind", [*KINDS, *HUBS])
def test_a_page_is_well_formed_and_loads_nothing_from_elsewhere(site: Server, kind: str) -> None:
    path = kind if kind.startswith("/") else samples(site)[kind]
    shown = page(site, path)
    assert shown.mistakes == []
    ids = [each["id"] for _, each in shown.elements if "id" in each]
    assert len(set(ids)) == len(ids)
    for tag, attributes in shown.elements:
        assert not any(name.startswith("on") and name != "on" for name in attributes), tag
        for name in ("src", "action", "poster", "data"):
            to = str(attributes.get(name, "/"))
            assert to.startswith(("/", "#", site.address)), (tag, attributes)
            assert not to.startswith("//"), (tag, attributes)
    assert [each["type"] for each in shown.all("script")] in (
        ["module", "application/ld+json"],
        ["module"],
    )
    for loaded in (*shown.links("stylesheet"), *shown.links("icon")):
        assert loaded.startswith("/static/")
    assert shown.all("a")[0] == {"class": "skip", "href": "#main"}
    assert [each["lang"] for each in shown.all("html")] == ["en"]
    assert len(shown.words("h1")) == 1


@pytest.mark.parametrize("path", ["/country/KEN", "/forum/gpai", PASSAGE])
def test_links_stay_on_the_host_that_was_asked(site: Server, path: str) -> None:
    for host in (site.host, "example.org:81"):
        shown = Page(site.fetch(f"{path}.html", Host=host))
        targets = [each["href"] or "" for each in (*shown.all("a"), *shown.all("link"))]
        assert not any(target.startswith(BASE) for target in targets)
        assert any(target.startswith(f"http://{host}/") for target in targets)


@pytest.mark.parametrize("path", ["/country/KEN", "/disagreement/gpai-chair-of-serbia", PASSAGE])
def test_every_link_on_a_page_to_this_host_answers(site: Server, path: str) -> None:
    inside = {
        (each["href"] or "").removeprefix(site.address)
        for each in page(site, path).all("a")
        if (each["href"] or "").startswith(site.address)
    }
    assert len(inside) > 5
    made_elsewhere = {target for target in inside if target.startswith("/cite")}
    assert len(made_elsewhere) == 1
    for target in sorted(inside - made_elsewhere)[:60]:
        assert site.fetch(target).status in (200, 303), target


def test_a_page_names_its_other_formats_and_its_own_address(site: Server) -> None:
    shown = page(site, "/forum/gpai", "2021-05-31")
    assert shown.links("canonical") == [f"{site.address}/forum/gpai.html"]
    alternates = {
        each["type"]: each["href"] for each in shown.all("link") if each.get("rel") == "alternate"
    }
    documents = {
        each.media_type: f"{site.address}/forum/gpai.{name}" for name, each in DOCUMENTS.items()
    }
    assert alternates == documents | {"application/atom+xml": "/changes.atom"}
    assert f"{site.address}/cite?page=/forum/gpai" in [each["href"] for each in shown.all("a")]


def markup(shown: Page) -> dict[str, object]:
    return dict(json.loads(" ".join(shown.words("script"))))


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/country/KEN", "Country"),
        ("/forum/gpai", "Organization"),
        ("/agency/us-nist", "GovernmentOrganization"),
        ("/declaration/bletchley-declaration-2023", "CreativeWork"),
        ("/declaration/coe-framework-convention-ai-2024", "Legislation"),
        ("/meeting/g7-summit-2019", "Event"),
        ("/membership/gpai-aus", "OrganizationRole"),
        ("/act/ratified", "DefinedTerm"),
        (PASSAGE, "CreativeWork"),
    ],
)
def test_search_engines_are_told_what_a_page_is_about(site: Server, path: str, type_: str) -> None:
    told = markup(page(site, path))
    assert (told["@context"], told["@type"]) == ("https://schema.org", "AboutPage")
    about = told["mainEntity"]
    assert isinstance(about, dict)
    assert about["@type"] == type_
    assert about["@id"] == BASE + path.lstrip("/")
    assert about["name"] == told["name"]


def test_hostile_values_are_shown_and_do_nothing(site: Server) -> None:
    for path in ("/forum/hostile", "/membership/hostile-ken", "/country/KEN"):
        shown = page(site, path)
        assert len(shown.all("script")) == 2
        assert shown.mistakes == []
        assert not [a for a in shown.all("a") if str(a.get("href")).startswith("javascript")]
    shown = page(site, "/forum/hostile")
    assert shown.words("h1") == [SCRIPT]
    assert markup(shown)["name"] == SCRIPT
    assert "http://example.org/?a=1&b=2" in [each["href"] for each in shown.all("a")]
    assert "javascript:alert(1)" in " ".join(text for _, text in shown.texts)


def test_names_in_other_languages_say_in_which(site: Server) -> None:
    spans = page(site, "/country/KEN").all("span")
    assert {"en", "fr", "es", "ar", "zh", "ru"} <= {each.get("lang") for each in spans}
    assert all(each.get("dir") == "auto" for each in spans if each.get("lang") == "ar")


def test_records_are_shown_with_dates_and_who_says_so(site: Server) -> None:
    shown = page(site, "/forum/gpai", "2021-05-31")
    assert "Members on 31 May 2021" in shown.words("h2")
    assert "2020-06-15" in shown.words("span")
    targets = {each["href"] for each in shown.all("a")}
    assert f"{site.address}/membership/gpai-aus.html?on=2021-05-31" in targets
    assert f"{site.address}/source/diplomatie-gouv-gpai-2020-12.html?on=2021-05-31" in targets


def test_on_a_day_a_page_says_how_certain_each_record_is(site: Server) -> None:
    shown = page(site, "/country/KEN", "2022-01-01")
    assert {"certain", "possible"} <= set(shown.words("td"))
    assert {"on": "2022-01-01"} in [
        {each["name"]: each.get("value")} for each in shown.all("input") if "name" in each
    ]


def test_a_long_list_is_cut_and_the_page_says_so(site: Server) -> None:
    shown = page(site, "/forum/many")
    assert len(shown.all("tr")) < 2 * MANY  # of memberships and of meetings
    assert shown.words("output") == [f"{MANY} rows"] * 2
    assert "Page 1 of 2" in shown.words("span")


def test_links_follow_the_address_that_the_operator_sets(tmp_path: Path) -> None:
    public = "https://comity.example/graph"
    data = str(write_hostile(tmp_path))
    with serving(tmp_path, "--data", data, COMITY_BASE_URL=public) as site:
        lead = site.fetch("/forum/hostile", Accept="text/html")
        assert lead.headers["Location"] == f"{public}/forum/hostile.html"
        shown = page(site, "/forum/hostile")
        assert shown.links("canonical") == [f"{public}/forum/hostile.html"]
        context = json.loads(site.fetch("/forum/hostile.jsonld").body)["@context"]
        assert context == f"{public}/context.jsonld"
        assert f"<{public}/forum/hostile.linkset.json>" in shown_links(site)
        assert site.fetch("/forum/gone").headers["Link"].startswith(f"<{public}/forum/gpai>")


def shown_links(site: Server) -> str:
    return str(site.fetch("/forum/hostile.html").headers["Link"])
