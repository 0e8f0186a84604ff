"""A user exports the graph into a folder, again and again, and by mistake into the wrong one."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import comity
from comity.artefacts import read_edition, read_manifest
from comity.dataset import Dataset
from comity.export import PARTS, NotOurs, export, graphml, parquet, planned
from comity.export.material import Material
from export.shared import DAY, contents, exporting
from protocol.clients.shared import program, run


def test_two_processes_write_the_same_bytes(exported: Path, tmp_path: Path) -> None:
    exporting(tmp_path / "again", PYTHONHASHSEED="2")
    again = contents(tmp_path / "again")
    assert again.keys() == contents(exported).keys()
    assert [name for name, data in contents(exported).items() if data != again[name]] == []


def test_what_is_planned_is_what_is_made(exported: Path) -> None:
    made = read_manifest(exported)
    assert [each.name for each in made] == [each.name for each in planned()]
    assert contents(exported).keys() == {each.name for each in made} | {"manifest.json"}


def test_the_manifest_tells_sizes_and_sums_and_what_it_is_made_of(
    exported: Path, dataset: Dataset
) -> None:
    for each in read_manifest(exported):
        data = (exported / each.name).read_bytes()
        assert (each.size, each.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    edition = read_edition(exported)
    assert edition is not None
    assert (edition.version, edition.digest) == (comity.__version__, dataset.digest)
    assert (edition.day, edition.triples) == (DAY, _size(dataset.store))


def test_sha256sum_finds_every_file_sound(exported: Path) -> None:
    checked = run(program("sha256sum", "coreutils"), "-c", "SHA256SUMS", folder=exported)
    assert checked.count(": OK\n") == len(read_manifest(exported)) - 1  # all but the sums


def test_the_digest_is_that_of_the_canonical_form(exported: Path, dataset: Dataset) -> None:
    named = ox.Dataset(
        quad for quad in dataset.store if not isinstance(quad.graph_name, ox.DefaultGraph)
    )
    named.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} .\n" for quad in named)
    canonical = "".join(lines).encode()
    assert gzip.decompress((exported / "comity.nq.gz").read_bytes()) == canonical
    told = (exported / "comity.rdfc10.sha256").read_text().split()
    assert told == [hashlib.sha256(canonical).hexdigest(), "comity.nq"]


def test_the_readme_names_each_file_and_the_licence(exported: Path) -> None:
    text = (exported / "README.md").read_text(encoding="utf-8")
    for each in read_manifest(exported)[:-2]:  # which are the file itself, and the sums
        assert f"| `{each.name}` |" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert f"Version {comity.__version__}, {DAY}" in text


def test_a_folder_with_other_things_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine")
    said = exporting(tmp_path, status=2)
    assert "thesis/chapter.txt" in said
    assert contents(tmp_path) == {"thesis/chapter.txt": b"mine"}


def test_a_file_put_beside_an_export_is_not_lost(tmp_path: Path) -> None:
    exporting(tmp_path / "out", "--only", "graphml")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    before = contents(tmp_path / "out")
    assert "notes.txt" in exporting(tmp_path / "out", "--only", "graphml", status=2)
    assert contents(tmp_path / "out") == before


def test_a_new_export_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    exporting(tmp_path / "out", "--only", "csv")
    said = exporting(tmp_path / "out", "--only", "graphml")
    assert "comity.graphml" in said
    names = {"comity.graphml", "README.md", "SHA256SUMS", "manifest.json"}
    assert contents(tmp_path / "out").keys() == names
    assert not (tmp_path / "out" / "csv").exists()


class Breaking:
    START = ""

    def planned(self) -> Iterator[comity.export.Artefact]:  # type: ignore[name-defined]
        return graphml.planned()

    def write(self, material: Material, folder: Path) -> Iterator[str]:
        yield from graphml.write(material, folder)
        raise OSError("no space left")


@pytest.mark.parametrize("new", [True, False])
def test_a_run_that_breaks_leaves_everything_as_it_was(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new: bool
) -> None:
    folder = tmp_path / "out"
    if not new:
        export(dataset, folder, ["graphml"])
    before = contents(tmp_path)
    monkeypatch.setitem(PARTS, "graphml", Breaking())
    with pytest.raises(OSError, match="no space"):
        export(dataset, folder, ["graphml"])
    assert contents(tmp_path) == before
    assert folder.exists() is not new
    assert not new or not list(tmp_path.iterdir())


def test_what_a_killed_run_left_is_cleared_away(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / ".export").mkdir()
    (tmp_path / ".export" / "half").write_text("half")
    export(dataset, tmp_path, ["graphml"])
    assert not (tmp_path / ".export").exists()


def test_a_file_is_no_folder(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotOurs, match="is a file"):
        export(dataset, tmp_path / "file")


def test_without_pyarrow_the_rest_is_exported(
    dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "NEEDS", "no_such_module")
    made = export(dataset, tmp_path / "out", ["parquet", "graphml"])
    assert [each.name for each in made] == ["comity.graphml", "README.md", "SHA256SUMS"]
    assert "Parquet" not in (tmp_path / "out" / "README.md").read_text()


def test_added_data_are_exported_and_the_day_decides_who_is_a_member(tmp_path: Path) -> None:
    added = tmp_path / "added.ttl"
    added.write_text(
        "@prefix comity: <https://w3id.org/comity/ontology#> .\n"
        "@prefix org: <http://www.w3.org/ns/org#> .\n@prefix schema: <https://schema.org/> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n@base <https://w3id.org/comity/> .\n"
        "<membership/gpai-ken> a org:Membership ; org:member <country/KEN> ;\n"
        "  org:organization <forum/gpai> ; org:role <role/member> ;\n"
        '  schema:startDate "2026-07-01"^^xsd:date .\n'
    )
    link = "<https://w3id.org/comity/country/KEN> <https://w3id.org/comity/ontology#memberOf> "
    for day, holds in (("2026-06-30", False), ("2026-07-01", True)):
        folder = tmp_path / day
        exporting(folder, "--only", "rdf", "--data", str(added), "--on", day)
        triples = gzip.decompress((folder / "comity.nt.gz").read_bytes()).decode()
        assert "membership/gpai-ken" in triples
        assert (f"{link}<https://w3id.org/comity/forum/gpai>" in triples) is holds
        assert json.loads((folder / "manifest.json").read_text())["day"] == day


def test_the_library_exports_too(tmp_path: Path) -> None:
    made = comity.load().export(tmp_path / "out", ["graphml"])
    assert made == read_manifest(tmp_path / "out")


def _size(store: ox.Store) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
