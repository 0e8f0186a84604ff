"""The redirect of https://w3id.org/comity/, in a real Apache as it runs there."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.vocabulary import BASE, CONCEPT_KINDS, THING_KINDS
from protocol.clients.shared import missing
from serving import free_port

REDIRECT = Path(__file__).parents[1] / "server" / "w3id"
MODULES = Path("/usr/lib/apache2/modules")
CONFIGURATION = """
ServerRoot {folder}
ServerName w3id.example
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/log
User www-data
Group www-data
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule headers_module {modules}/mod_headers.so
LoadModule negotiation_module {modules}/mod_negotiation.so
LoadModule rewrite_module {modules}/mod_rewrite.so
DocumentRoot {folder}/site
<Directory {folder}/site>
  Options Indexes FollowSymLinks MultiViews
  AllowOverride All
  Require all granted
</Directory>
"""

PATHS = [
    "",
    "ontology",
    "ontology.ttl",
    "ontology/2026.11.0",
    "shapes",
    "context.jsonld",
    "sparql",
    "scheme/acts",
    "graph/data/forums/gpai",
    *(f"{kind}/some-thing" for kind in (*THING_KINDS, *CONCEPT_KINDS)),
    "country/KEN.html",
    ".well-known/void",
]
QUERIES = [
    "on=2021-05-31",
    "query=SELECT%20%2A%20%7B%3Fs%20%3Fp%20%3Fo%7D&format=csv",
    "graph=https%3A%2F%2Fw3id.org%2Fcomity%2Fgraph%2Fderived",
    "q=a+b%26c%3Dd&q=%C3%A9",
    "next=https://evil.example/",
]
ENCODED = [
    "graph/added/a%20b",
    "search/caf%C3%A9",
    "a%25b",
    "a%23b",
    "a;b=c,d",
    "a+b",
    "~a(b)'c'!*",
]
HOSTILE = [
    "//evil.example/",
    "https://evil.example/",
    "https:%5C%5Cevil.example",
    "@evil.example",
    ".evil.example",
    ":8080@evil.example/",
    "%0d%0aLocation:%20https://evil.example/",
    "%0d%0aSet-Cookie:a=b",
    "a%3Fb",
    "a%2Fb",
    "%2F%2Fevil.example",
    "..%2F..%2Fetc/passwd",
    "../../etc/passwd",
    ".htaccess",
    "README.md",
]


def host() -> str:
    rules = (REDIRECT / ".htaccess").read_text(encoding="utf-8")
    found = re.findall(r"https://([^/$ ]+)/\$1", rules)
    assert len(found) == 1, "the host of the server stands in one place"
    assert rules.count(found[0]) == 1
    return str(found[0])


@pytest.fixture(scope="module")
def w3id() -> Iterator[int]:
    """Run Apache with the folder where w3id.org has it, and give its port."""
    apache = shutil.which("apache2", path=f"{os.environ['PATH']}:/usr/sbin")
    if not apache or not (MODULES / "mod_rewrite.so").exists():
        missing("Apache is not installed (Debian: apache2)")
    folder, port = Path(tempfile.mkdtemp(prefix="w3id-")), free_port()
    shutil.copytree(REDIRECT, folder / "site" / "comity")
    folder.chmod(0o755)  # Apache reads it as another user when it is started by root
    configuration = folder / "httpd.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port, modules=MODULES))
    process = subprocess.Popen([str(apache), "-f", str(configuration), "-D", "FOREGROUND"])
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(15)
        shutil.rmtree(folder)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            return ask(port, "/").close()
        except OSError:
            assert process.poll() is None, "Apache has stopped"
            assert time.monotonic() < deadline, "Apache does not answer"
            time.sleep(0.05)


def ask(port: int, target: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    """Send a request exactly as it is written, and do not follow where it leads."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, target, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


@pytest.mark.parametrize("path", PATHS)
def test_every_name_leads_to_the_same_path_on_the_server(w3id: int, path: str) -> None:
    reply = ask(w3id, f"/comity/{path}")
    assert (reply.status, reply.headers["Location"]) == (303, f"https://{host()}/{path}")


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_is_kept_as_it_is(w3id: int, query: str) -> None:
    reply = ask(w3id, f"/comity/sparql?{query}")
    assert (reply.status, reply.headers["Location"]) == (303, f"https://{host()}/sparql?{query}")


@pytest.mark.parametrize("path", ENCODED)
def test_an_encoded_character_stays_one(w3id: int, path: str) -> None:
    reply = ask(w3id, f"/comity/{path}")
    assert reply.status == 303
    # Apache writes small digits, which are the same (RFC 3986, section 6.2.2.1).
    location = re.sub("%..", lambda found: found[0].upper(), reply.headers["Location"])
    assert location == f"https://{host()}/{path}"


@pytest.mark.parametrize("path", HOSTILE)
def test_nothing_leads_to_another_host(w3id: int, path: str) -> None:
    reply = ask(w3id, f"/comity/{path}", Host="evil.example")
    assert reply.status in (303, 400, 403, 404)
    if reply.status == 303:
        assert reply.headers["Location"].startswith(f"https://{host()}/")
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/ld+json", "*/*;q=0"])
def test_the_format_is_left_to_the_server(w3id: int, accept: str) -> None:
    reply = ask(w3id, "/comity/forum/gpai", Accept=accept)
    assert (reply.status, reply.headers["Location"]) == (303, f"https://{host()}/forum/gpai")


def test_a_term_of_the_ontology_leads_to_the_ontology(w3id: int) -> None:
    # A client keeps the fragment to itself and puts it behind the address to which it is led
    # (RFC 9110, section 10.2.2), unless that has one of its own.
    term = f"{BASE}ontology#memberOf"
    named, _, fragment = term.removeprefix("https://w3id.org").partition("#")
    location = ask(w3id, named).headers["Location"]
    assert location == f"https://{host()}/ontology"
    assert f"{location}#{fragment}" == f"https://{host()}/ontology#memberOf"


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_page_in_a_browser_may_follow(w3id: int, method: str) -> None:
    reply = ask(w3id, "/comity/context.jsonld", method, Origin="https://a.example")
    assert reply.status == 303
    assert reply.headers["Access-Control-Allow-Origin"] == "*"


def test_the_readme_names_only_addresses_that_are_led_on(w3id: int) -> None:
    readme = (REDIRECT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"<https://w3id\.org(/comity/[^>]+)>", readme)
    assert len(named) == 5
    assert {ask(w3id, path).status for path in named} == {303}
