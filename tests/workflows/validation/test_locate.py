"""The lines that findings quote."""

from policydiff.check import Fault
from policydiff.model.finding import Quote, Region
from policydiff.workflows.validation.locate import JsonFile, in_file, located, quotes


def region(line: int, column: int, end_line: int, end_column: int) -> Region:
    return Region(path="x", line=line, column=column, end_line=end_line, end_column=end_column)


def test_a_line_is_quoted_whole() -> None:
    assert quotes(["甲", "乙丙\r"], region(2, 2, 2, 3)) == (Quote(line=2, column=1, text="乙丙"),)


def test_of_many_lines_the_first_are_quoted() -> None:
    assert [one.line for one in quotes(list("abcdefg"), region(2, 1, 6, 2))] == [2, 3, 4]
    assert [one.line for one in quotes(list("abc"), region(3, 1, 6, 2))] == [3]
    assert quotes([], region(1, 1, 1, 2)) == ()


def test_of_a_long_line_what_stands_around_the_place_is_kept() -> None:
    text = "前" * 50_000 + "标记" + "后" * 50_000
    (quote,) = quotes([text], region(1, 50_001, 1, 50_003))
    assert quote.is_cut
    assert len(quote.text) < 1000
    assert quote.text[50_001 - quote.column :][:2] == "标记"
    (quote,) = quotes([text], region(1, 1, 1, 100_003))
    assert (quote.column, len(quote.text), quote.is_cut) == (1, 2000, True)


def test_a_finding_quotes_the_json_and_the_source() -> None:
    text = '{\n  "a": "x试点y"\n}\n'
    file = JsonFile("a.json", text, {"a": "x试点y"}, "a", "a.txt", ("标题", "  试点"))
    found = located(
        "unknown-place",
        Fault(values={"phrase": "试点"}, place=("a",), excerpt="试点", offset=1),
        file,
        "en",
    )
    assert found.quoted == (Quote(line=2, column=1, text='  "a": "x试点y"'),)
    assert found.source_quoted == (Quote(line=2, column=1, text="  试点"),)
    assert found.source == Region(path="a.txt", line=2, column=3, end_line=2, end_column=5)


def test_a_broken_file_quotes_the_line_where_it_breaks() -> None:
    found = in_file("json", "a.json", Fault(values={"message": "x"}), "en", (2, 3), "{\n  ?\n}")
    assert found.quoted == (Quote(line=2, column=1, text="  ?"),)
    assert in_file("json", "a.json", Fault(values={"message": "x"}), "en").quoted == ()
