"""The documents are true: what they name exists, and what exists is named."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from comity import Comity, __version__
from comity.advice import advice
from comity.cli import main
from comity.engine.job import LIMITS_VARIABLE
from comity.graph import load
from comity.paths import query_files
from comity.web import DATA_VARIABLE, ENGINE_VARIABLE, create_app
from comity.web.links import BASE_URL_VARIABLE
from comity.web.shelf import FOLDER_VARIABLE

SETTINGS = (
    BASE_URL_VARIABLE,
    DATA_VARIABLE,
    ENGINE_VARIABLE,
    FOLDER_VARIABLE,
    LIMITS_VARIABLE,
)

CONTEXT = click.Context(main)
COMMANDS = {
    name: command
    for name in main.list_commands(CONTEXT)
    if (command := main.get_command(CONTEXT, name))
}

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def graph() -> Comity:
    return load()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"comity {command}" in README


@pytest.mark.parametrize("line", re.findall(r"^    (comity .+?)(?:  #.*)?$", README, re.MULTILINE))
def test_every_command_line_of_the_readme_is_understood(line: str) -> None:
    name, *arguments = shlex.split(line)[1:]
    known = {option for each in COMMANDS[name].params for option in each.opts}
    used = {each for each in arguments if each.startswith("--")}
    assert used <= known


def test_every_option_says_what_it_does() -> None:
    for command in COMMANDS.values():
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), (command.name, parameter.name)


def test_every_route_and_setting_is_in_the_readme(graph: Comity) -> None:
    routes = {
        rule.rule for rule in create_app(graph).url_map.iter_rules() if rule.endpoint != "static"
    }
    assert all(f"`{route}`" in README for route in routes)
    for variable in SETTINGS:
        assert f"`{variable}`" in README


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake (\w+)", README)) <= targets


def test_every_example_query_that_is_named_exists() -> None:
    names = {path.stem for path in query_files()}
    assert set(re.findall(r"comity query ([a-z][\w-]+)", README)) <= names
    assert set(re.findall(r"queries/([\w-]+)\.rq", README)) <= names


def test_every_file_and_folder_that_is_named_exists() -> None:
    for name in re.findall(r"`((?:ontology|data|shapes|server|tests)/[\w./-]*)`", README):
        assert (ROOT / name).exists(), name
    assert (ROOT / "ontology/model.svg").is_file()


def test_the_python_of_the_readme_runs(graph: Comity) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code is not None
    calls = [line for line in code[1].splitlines() if line.startswith("graph.")]
    for line in calls:
        assert eval(line, {"graph": graph}) is not None  # noqa: S307


def test_the_version_is_the_same_everywhere() -> None:
    assert f"## [{__version__}]" in CHANGELOG
    assert f"version: {__version__}" in (ROOT / "CITATION.cff").read_text()
    assert f"ontology/{__version__}>" in (ROOT / "ontology/comity.ttl").read_text()


COOKBOOK = (ROOT / "server/comity/queries/README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("query", re.findall(r"```sparql\n(.*?)```", COOKBOOK, re.DOTALL))
def test_every_query_of_the_cookbook_answers_and_needs_no_advice(query: str, graph: Comity) -> None:
    assert graph.query(query)
    assert advice(query) == []
