"""A release is made anew when the software or the corrections are others."""

from pathlib import Path

from seed.ingest.making import making


def test_the_making_differs_where_the_corrections_do(tmp_path: Path) -> None:
    file = tmp_path / "corrections.csv"
    without = making(file)
    file.write_text("decision", encoding="utf-8")
    decided = making(file)
    file.write_text("decisions", encoding="utf-8")
    assert len({without["corrections"], decided["corrections"], making(file)["corrections"]}) == 3
    assert without["software"] == decided["software"]
