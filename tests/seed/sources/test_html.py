"""HTML is read as a browser shows it."""

from seed.sources.model import Source
from seed.sources.read import read


def shown(body: str) -> Source:
    return read(f"<html><body>{body}</body></html>".encode(), "a.html")


def test_merged_cells_cover_their_neighbours() -> None:
    (grid,) = shown("<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁</table>").grids
    assert [row.cells for row in grid.rows] == [("甲", "乙", None), (None, "丙", "丁")]
    assert grid.spans == {(0, 0): (2, 1), (0, 1): (1, 2)}


def test_what_is_hidden_or_a_program_is_not_read() -> None:
    source = shown("<p>甲</p><p style='display: none'>乙</p><script>丙</script><p hidden>丁</p>")
    assert [line.text for line in source.lines] == ["甲"]


def test_hidden_rows_of_a_table_are_not_read() -> None:
    (grid,) = shown("<table><tr><td>甲<tr style='display:none'><td>乙<tr><td>丙</table>").grids
    assert [row.cells for row in grid.rows] == [("甲",), ("丙",)]


def test_a_table_around_the_page_is_layout_and_the_one_inside_it_is_read() -> None:
    source = shown("<table><tr><td><p>甲</p><table><tr><td>1<td>2<tr><td>3<td>4</table></td></tr></table>")
    assert source.lines[0].text == "甲"
    assert [[row.cells for row in grid.rows] for grid in source.grids] == [[("1", "2"), ("3", "4")]]


def test_inline_elements_do_not_break_a_word() -> None:
    assert [line.text for line in shown("<p>灯<b>塔</b><span>局</span></p>").lines] == ["灯塔局"]


def test_a_page_put_together_from_pages_is_read_to_its_end() -> None:
    two = "<!DOCTYPE html><html><body><p>甲</p></body></html><!DOCTYPE html><html><body><p>乙</p></body></html>"
    assert [line.text for line in read(two.encode(), "a.html").lines] == ["甲", "乙"]


def test_entities_that_a_page_declares_are_not_made_of() -> None:
    content = b'<!DOCTYPE html [<!ENTITY big "aaaaaaaaaa">]><html><body><p>&big;</p><p>b</p></body></html>'
    assert "aaaaaaaaaa" not in "".join(line.text for line in read(content, "a.html").lines[1:])


def test_the_encoding_that_a_page_declares_is_believed() -> None:
    content = "<html><head><meta charset='gb2312'></head><body>灯塔管理局</body></html>".encode("gb2312")
    assert [line.text for line in read(content, "a.html").lines] == ["灯塔管理局"]
