"""A statistician asks from R, with its SPARQL package and with base R alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from protocol.clients.shared import DESCRIBE, FIRST_COUNTRIES, link, missing, program, run

R = Callable[..., str]


@pytest.fixture(scope="module")
def r() -> R:
    """Evaluate an expression of R in which ``given`` holds the arguments."""
    found = program("Rscript", "r-base-core")

    def evaluate(expression: str, *given: str) -> str:
        return run(found, "-e", f"given <- commandArgs(TRUE); {expression}", *given)

    return evaluate


@pytest.fixture(scope="module")
def package(r: R) -> str:
    """Return what loads the SPARQL package."""
    if r('cat(requireNamespace("SPARQL", quietly = TRUE))') != "TRUE":
        missing("the SPARQL package of R is not installed (Debian: r-cran-sparql)")
    return "suppressPackageStartupMessages(library(SPARQL));"


def test_the_sparql_package_reads_xml_and_shortens_names(endpoint: str, r: R, package: str) -> None:
    answer = r(
        f'{package} known <- c("country", "<https://w3id.org/comity/country/>");'
        "table <- SPARQL(given[1], given[2], ns = known)$results;"
        "cat(table$country, table$name)",
        endpoint,
        FIRST_COUNTRIES,
    )
    assert answer == 'country:ABW country:AFG country:AGO "Aruba"@en "Afghanistan"@en "Angola"@en'


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_the_sparql_package_reads_csv_and_tsv_by_a_format_in_the_address(
    endpoint: str, r: R, package: str, form: str
) -> None:
    answer = r(
        f"{package} more <- list(format = given[3]);"
        "table <- SPARQL(given[1], given[2], format = given[3], extra = more)$results;"
        "cat(nrow(table), as.character(table[[2]]))",
        endpoint,
        FIRST_COUNTRIES,
        form,
    )
    assert answer.replace("@en", "") == "3 Aruba Afghanistan Angola"


def test_base_r_reads_csv_from_an_address(endpoint: str, r: R) -> None:
    address = link(endpoint, FIRST_COUNTRIES, format="csv")
    assert r("cat(read.csv(url(given[1]))$name)", address) == "Aruba Afghanistan Angola"


def test_base_r_reads_csv_by_naming_it_in_a_header(endpoint: str, r: R) -> None:
    answer = r(
        'cat(read.csv(url(given[1], headers = c(Accept = "text/csv")))$name)',
        link(endpoint, FIRST_COUNTRIES),
    )
    assert answer == "Aruba Afghanistan Angola"


def test_base_r_downloads_a_graph_to_a_file(endpoint: str, r: R) -> None:
    answer = r(
        "file <- tempfile(); download.file(given[1], file, quiet = TRUE);"
        'cat(sum(grepl("Kenya", readLines(file))))',
        link(endpoint, DESCRIBE, format="ntriples"),
    )
    assert int(answer) >= 3
