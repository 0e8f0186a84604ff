"""Write what people read first, and the sums by which programs check the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from comity.artefacts import Artefact, Edition

README = "README.md"
SUMS = "SHA256SUMS"
_TEMPLATE = Path(__file__).with_name("readme.md")


def planned() -> Iterable[Artefact]:
    """Say which files there will be."""
    yield Artefact(README, "What each file is, the licence, and how to cite", "text/markdown")
    yield Artefact(SUMS, "SHA-256 sums of all files, for sha256sum -c", "text/plain")


def write(
    edition: Edition, made: Sequence[Artefact], starts: Iterable[str], folder: Path
) -> list[Artefact]:
    """Write the files about those that were made; return the list of all.

    Takes what the export is made of, the files, ways to start with them, and the folder.
    """
    readme, sums = planned()
    files = "\n".join(f"| `{each.name}` | {each.title} | {each.size:,} |" for each in made)
    lines = "\n".join(f"- {each}" for each in starts)
    template = _TEMPLATE.read_text(encoding="utf-8")
    text = template.format(**vars(edition), starts=lines, files=files, sums=SUMS)
    (folder / README).write_text(text, encoding="utf-8")
    all_ = [*made, readme.measured(folder)]
    checked = "".join(f"{each.sha256}  {each.name}\n" for each in all_)
    (folder / SUMS).write_text(checked, encoding="utf-8")
    return [*all_, sums.measured(folder)]
