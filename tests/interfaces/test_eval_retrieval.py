"""`agentic eval retrieval` on a labelled set; `agentic eval` beside it does what it did."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from interfaces.cli.main import app


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    (tmp_path / "qrels").mkdir()
    rows = [{"_id": "a", "title": "Barley", "text": "Barley is sown in March."}, {"_id": "b", "text": "Oslo is cold."}]
    (tmp_path / "corpus.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    (tmp_path / "queries.jsonl").write_text(json.dumps({"_id": "1", "text": "When is barley sown?"}))
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n")
    return tmp_path


def test_a_labelled_set_is_measured_and_the_figures_are_json(beir: Path) -> None:
    result = CliRunner().invoke(app, ["eval", "retrieval", "--cases", str(beir), "--json"])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout.splitlines()[-1])
    assert figures["ours"]["ndcg10"] == 1.0
    assert {"bm25", "embedding"} < set(figures)


def test_less_than_wanted_is_exit_code_1(beir: Path) -> None:
    (beir / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\tnone\t1\n")
    result = CliRunner().invoke(app, ["eval", "retrieval", "--cases", str(beir), "--at-least", "0.5"])
    assert result.exit_code == 1
    assert "ndcg10 0.0000" in result.stdout


def test_a_folder_that_is_no_set_is_told_in_one_sentence(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["eval", "retrieval", "--cases", str(tmp_path)])
    assert result.exit_code == 1
    assert "BEIR" in result.stderr


def test_a_file_of_cases_needs_no_command_name(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["eval", str(tmp_path / "none.json")])
    assert result.exit_code == 1
    assert "cannot be read" in result.stderr
