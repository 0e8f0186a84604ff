"""A state is read from a folder, from a dump and from git, and only facts count."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import zstandard
from click.testing import CliRunner, Result

from comity.cli import main
from comity.compare import State, compare, diff, read
from comity.compare.blanks import name_blanks
from comity.dataset import Dataset
from comity.errors import DataError, NotFound
from comity.paths import root
from comity.vocabulary import GRAPH
from releases.conftest import git, turtle

ONE = 'forum:x a comity:Forum ; rdfs:label "One"@en .'
TWO = 'forum:x a comity:Forum ; rdfs:label "Two"@en .'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a checkout of three commits: one name, another name, the same moved and laid out."""
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "ontology").mkdir()
    git(tmp_path, "init", "--quiet")
    for name, text in (("a", ONE), ("a", TWO), ("b", TWO.replace(" ;", "\n  ;"))):
        for file in data.iterdir():
            file.unlink()
        (data / f"{name}.ttl").write_text(turtle(text), encoding="utf-8")
        git(tmp_path, "add", "--all")
        git(tmp_path, "commit", "--quiet", "--message", text)
    git(tmp_path, "tag", "v1", "HEAD~2")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def now() -> State:
    return read()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments])


def test_two_revisions_are_compared_and_the_work_tree_stays_as_it_is(repository: Path) -> None:
    result = run("v1", "HEAD")
    assert (result.exit_code, result.stdout) == (1, "Forums\n  “One” is called “Two” now.\n")
    assert git(repository, "status", "--porcelain") == ""


def test_the_working_copy_is_what_is_compared_with_by_default(repository: Path) -> None:
    assert run("HEAD").exit_code == 0
    (repository / "data/b.ttl").write_text(turtle(ONE), encoding="utf-8")
    assert "“Two” is called “One” now" in run("HEAD").stdout


def test_a_move_to_another_file_is_no_change_of_facts_but_one_of_graphs(repository: Path) -> None:
    assert repository.is_dir()
    assert (run("HEAD~1", "HEAD").exit_code, run("HEAD~1", "HEAD").stdout) == (0, "")
    moved = run("HEAD~1", "HEAD", "--format", "patch")
    assert moved.exit_code == 1
    assert f"<{GRAPH}data/a> ." in moved.stdout
    assert f"<{GRAPH}data/b> ." in moved.stdout


def test_a_path_comes_before_a_revision_of_its_name(repository: Path) -> None:
    folder = repository / "v1"
    folder.mkdir()
    (folder / "x.ttl").write_text(turtle(TWO), encoding="utf-8")
    assert run("v1", "data").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such-tag"], "no revision of"),
        (["--", "--output=x"], "no revision of"),
        (["empty"], "holds no .ttl, .trig or .nq file"),
        (["notes.txt"], "is no dump"),
        (["broken.ttl"], "broken.ttl:1:"),
        (["broken.nq.gz"], "cannot be unpacked"),
        (["broken.nq.zst"], "cannot be unpacked"),
    ],
)
def test_what_cannot_be_read_is_told_with_exit_code_2(
    repository: Path, arguments: list[str], message: str
) -> None:
    (repository / "empty").mkdir()
    (repository / "notes.txt").touch()
    (repository / "broken.ttl").write_text("<urn:a> <urn:b>")
    (repository / "broken.nq.gz").write_bytes(
        gzip.compress(b"<urn:a> <urn:b> <urn:c> .\n" * 99)[:-9]
    )
    (repository / "broken.nq.zst").write_bytes(b"no zstd")
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_broken_file_of_the_past_is_named_with_its_revision_and_line(repository: Path) -> None:
    (repository / "data/c.ttl").write_text("<urn:a>\n <urn:b>")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "break")
    with pytest.raises(DataError, match=r"HEAD: data/c\.ttl:2:"):
        read("HEAD")


def test_outside_a_checkout_a_revision_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("comity.paths.root", lambda: tmp_path)
    with pytest.raises(NotFound, match="no git checkout"):
        read("v1")


def test_a_checkout_of_something_else_is_not_taken_for_the_graph(
    repository: Path,
) -> None:
    (repository / "ontology").rmdir()
    with pytest.raises(NotFound, match="v1 is no"):
        read("v1")


def test_a_folder_of_data_says_nothing_about_the_vocabulary() -> None:
    found = diff(root() / "data")
    assert found.changes == ()
    assert set(found.old.parts) == {"data"}


@pytest.mark.parametrize("ending", ["nq.gz", "nq.zst", "trig", "jsonld"])
def test_a_dump_with_graphs_is_the_same_state_without_what_is_derived(
    dataset: Dataset, now: State, tmp_path: Path, ending: str
) -> None:
    file = _dump(dataset, tmp_path, ending)
    assert b"latestStart" in _unpacked(file)
    found = compare(read(file), now)
    assert (found.changes, found.added, found.removed) == ((), frozenset(), frozenset())


@pytest.mark.parametrize("ending", ["nt.gz", "ttl", "rdf"])
def test_a_dump_without_graphs_is_the_same_state_without_what_is_derived(
    dataset: Dataset, now: State, tmp_path: Path, ending: str
) -> None:
    found = compare(read(_dump(dataset, tmp_path, ending)), now)
    assert (found.changes, found.added, found.removed) == ((), frozenset(), frozenset())
    assert len(found.old.quads) > 60_000


def _dump(dataset: Dataset, folder: Path, ending: str) -> Path:
    format_ = {
        "nq": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "nt": ox.RdfFormat.N_TRIPLES,
        "ttl": ox.RdfFormat.TURTLE,
        "rdf": ox.RdfFormat.RDF_XML,
        "jsonld": ox.RdfFormat.JSON_LD,
    }[ending.partition(".")[0]]
    if format_.supports_datasets:
        content = dataset.store.dump(format=format_)
    else:
        content = dataset.store.dump(format=format_, from_graph=ox.DefaultGraph())
    assert content
    if ending.endswith(".gz"):
        content = gzip.compress(content)
    elif ending.endswith(".zst"):
        content = zstandard.compress(content)
    file = folder / f"comity.{ending}"
    file.write_bytes(content)
    return file


def _unpacked(file: Path) -> bytes:
    content = file.read_bytes()
    if file.suffix == ".gz":
        return gzip.decompress(content)
    if file.suffix == ".zst":
        with zstandard.open(file, "rb") as opened:
            return bytes(opened.read())
    return content


def quads(text: str) -> list[ox.Quad]:
    parsed = ox.parse(f"@prefix : <urn:> . {text}", format=ox.RdfFormat.TURTLE)
    return [ox.Quad(each.subject, each.predicate, each.object) for each in parsed]


def test_blank_nodes_are_the_same_whatever_they_are_called_and_wherever_they_stand() -> None:
    first = name_blanks(quads(":a :p [ :q ( 1 2 ) ] . :b :p [ :r 1 ] ."))
    second = name_blanks(quads(":b :p _:x . _:x :r 1 . :a :p _:y . _:y :q ( 1 2 ) ."))
    assert first == second


def test_one_new_blank_node_leaves_the_others_as_they_are() -> None:
    few, more = ":a :p [ :q 1 ] . :b :p [ :q 2 ] .", ":0 :p [ :q 0 ] ."
    added = name_blanks(quads(few + more)) - name_blanks(quads(few))
    assert len(added) == 2
    assert name_blanks(quads(few)) < name_blanks(quads(few + more))


def test_a_change_in_a_description_is_told_of_its_owner_alone(tmp_path: Path) -> None:
    for name, minimum in (("old", 1), ("new", 2)):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "shapes").mkdir()
        shape = f"shapes:X a sh:NodeShape ; sh:property [ sh:minCount {minimum} ] ."
        (tmp_path / name / "shapes/x.ttl").write_text(turtle(shape), encoding="utf-8")
    result = run(str(tmp_path / "old"), str(tmp_path / "new"))
    assert result.stdout == "Shapes\n  shapes:X: sh:property changed.\n"


def test_json_has_values_sources_and_counts(tmp_path: Path) -> None:
    for name, text in (("old", ""), ("new", ONE + "forum:x dct:source passage:one-p1 .")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.ttl").write_text(turtle(text), encoding="utf-8")
    result = run(str(tmp_path / "old"), str(tmp_path / "new"), "--format", "json")
    told = json.loads(result.stdout)
    assert told["counts"] == {"added": 1, "changed": 0, "removed": 0, "renamed": 0}
    (change,) = told["changes"]
    assert (change["id"], change["class"], change["group"]) == ("forum:x", "comity:Forum", "Forums")
    assert change["sources"] == ["source:one"]
    assert {"property": "rdfs:label", "before": [], "after": ['"One"@en']} in change["properties"]


def test_the_history_of_this_repository_is_told_without_iris_where_there_are_names() -> None:
    if not (root() / ".git").exists():
        pytest.skip("not a git checkout")
    first = git(root(), "log", "--format=%h", "--reverse", "--", "data").split()[0]
    result = run(first, "--format", "markdown")
    assert result.exit_code == 1
    prose = result.stdout.partition("### Shapes")[0]
    assert "### Memberships" in prose
    assert "https://w3id.org" not in prose
