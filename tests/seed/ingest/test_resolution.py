"""What is one is one whatever its name, with the evidence; what may be one is for people to say."""

from itertools import permutations

from graph.vocabulary import Basis
from seed.ingest.document_rows import DocumentRows
from seed.ingest.resolution import Decided, resolved
from tests.invented.papers import CITY, DEPARTMENT, paper, project, rows_of


def keys(documents: list[DocumentRows], table: str) -> list[set[str]]:
    return [{row["key"] for row in document.of(table)} for document in documents]


def test_a_project_that_adds_the_words_for_money_is_the_same_and_says_why() -> None:
    accounts = paper("a-2021", year=2021, projects=[project("灯具更新经费", line=30)])
    later = paper("b-2022", year=2022, projects=[project("灯具更新", line=40)])
    result = resolved(rows_of(accounts, later))
    assert keys(result.documents, "projects") == [{f"{DEPARTMENT}/灯具更新经费"}] * 2
    [merge] = result.merges
    assert (merge.kept, merge.merged) == (f"{DEPARTMENT}/灯具更新经费", f"{DEPARTMENT}/灯具更新")
    assert merge.basis is Basis.DERIVED
    assert merge.evidence == (
        "灯具更新经费 (a-2021:30) and 灯具更新 (b-2022:40): the same project of the same department; one adds 经费"
    )


def test_a_published_code_becomes_the_key_of_a_project_that_others_only_name() -> None:
    code = "99990023P000000000001"
    accounts = paper("a-2021", year=2021, projects=[project("灯具更新")])
    budget = paper("b-2023", kind="UNIT_BUDGET", year=2023, projects=[project("灯具更新项目", code=code)])
    assert keys(resolved(rows_of(accounts, budget)).documents, "projects") == [{code}] * 2


def test_two_codes_are_two_projects_and_a_candidate() -> None:
    codes = ("99990022P000000000001", "99990023P000000000001")
    papers = [
        paper(f"b-{2022 + at}", kind="UNIT_BUDGET", year=2022 + at, projects=[project("灯具更新", code=code)])
        for at, code in enumerate(codes)
    ]
    result = resolved(rows_of(*papers))
    assert keys(result.documents, "projects") == [{codes[0]}, {codes[1]}]
    assert [each.reason for each in result.candidates] == [
        f"the names match, but their codes differ: {' and '.join(codes)}"
    ]


def test_what_one_list_prints_side_by_side_is_two() -> None:
    listed = [project("灯具更新", ordinal=1), project("灯具更新经费", ordinal=2)]
    result = resolved(rows_of(paper("a-2021", projects=listed)))
    assert len(keys(result.documents, "projects")[0]) == 2
    assert (result.merges, result.candidates) == ([], [])


def test_alike_names_are_reported_and_left_alone() -> None:
    one = paper("a-2021", year=2021, projects=[project("灯塔维护工程")])
    other = paper("b-2022", year=2022, projects=[project("北岸灯塔维护工程")])
    result = resolved(rows_of(one, other))
    assert result.merges == []
    [candidate] = result.candidates
    assert {candidate.one, candidate.other} == {f"{DEPARTMENT}/灯塔维护工程", f"{DEPARTMENT}/北岸灯塔维护工程"}
    assert candidate.reason.startswith("alike: ")


def test_a_department_is_known_by_code_and_name_and_everything_of_it_follows() -> None:
    coded = paper("a-2021", year=2021)
    named = f"{CITY}/青禾市灯塔管理局"
    report = paper(
        "r-2020",
        kind="PROJECT_EVALUATION",
        year=2020,
        department=named,
        projects=[{"key": f"{named}/灯具更新", "name": "灯具更新", "department": named}],
        evaluations=[
            {
                "key": f"{named}/灯具更新/2020/DEPARTMENT",
                "subject_kind": "PROJECT",
                "subject": f"{named}/灯具更新",
                "kind": "DEPARTMENT",
                "fiscal_year": 2020,
            }
        ],
        score_items=[{"evaluation": f"{named}/灯具更新/2020/DEPARTMENT", "criterion": "产出", "ordinal": 1}],
        observations=[
            {
                "key": f"r-2020/{named}/灯具更新/更换数量/count/2020",
                "subject_kind": "PROJECT",
                "subject": f"{named}/灯具更新",
            }
        ],
        mentions=[
            {"kind": "SCORE_ITEM", "key": f"{named}/灯具更新/2020/DEPARTMENT/产出", "line": 9},
            {"kind": "OBSERVATION", "key": f"r-2020/{named}/灯具更新/更换数量/count/2020", "line": 9},
            {"kind": "PROJECT", "key": f"{named}/灯具更新", "line": 9},
        ],
    )
    _, found = resolved(rows_of(coded, report)).documents
    assert found.document["publisher"] == DEPARTMENT
    assert [row["key"] for row in found.of("projects")] == [f"{DEPARTMENT}/灯具更新"]
    assert [row["key"] for row in found.of("evaluations")] == [f"{DEPARTMENT}/灯具更新/2020/DEPARTMENT"]
    assert [row["evaluation"] for row in found.of("score_items")] == [f"{DEPARTMENT}/灯具更新/2020/DEPARTMENT"]
    assert [row["key"] for row in found.of("observations")] == [f"r-2020/{DEPARTMENT}/灯具更新/更换数量/count/2020"]
    assert [row["key"] for row in found.of("mentions")] == [
        f"{DEPARTMENT}/灯具更新/2020/DEPARTMENT/产出",
        f"r-2020/{DEPARTMENT}/灯具更新/更换数量/count/2020",
        f"{DEPARTMENT}/灯具更新",
    ]


def test_departments_of_two_cities_are_two_whatever_they_are_called() -> None:
    here = paper("a", name="灯塔管理局", department="999900/灯塔管理局")
    there = paper("b", name="灯塔管理局", department="999800/灯塔管理局")
    assert keys(resolved(rows_of(here, there)).documents, "departments") == [
        {"999900/灯塔管理局"},
        {"999800/灯塔管理局"},
    ]


def test_people_decide_what_is_one_and_what_is_not() -> None:
    one = paper("a-2021", year=2021, projects=[project("灯塔维护"), project("航标巡检经费")])
    other = paper("b-2022", year=2022, projects=[project("灯塔养护"), project("航标巡检")])
    lamps = f"{DEPARTMENT}/灯塔维护", f"{DEPARTMENT}/灯塔养护"
    buoys = f"{DEPARTMENT}/航标巡检经费", f"{DEPARTMENT}/航标巡检"
    decided = {"projects": Decided({lamps: "the council renamed it"}, frozenset({frozenset(buoys)}))}
    result = resolved(rows_of(one, other), decided)
    assert keys(result.documents, "projects") == [{lamps[1], buoys[0]}, {lamps[1], buoys[1]}]
    [merge] = result.merges
    assert (merge.basis, merge.evidence) == (Basis.PUBLISHED, "the council renamed it")
    assert result.candidates == []


def test_criteria_whose_names_differ_in_print_are_shared() -> None:
    one = paper("a-2021", year=2021, criteria=[{"path": "产出"}, {"path": "产出 > 质量（优良率）", "parent": "产出"}])
    other = paper("b-2022", year=2022, criteria=[{"path": "产出"}, {"path": "产出 > 质量(优良率)", "parent": "产出"}])
    _, found = resolved(rows_of(one, other)).documents
    assert [row["path"] for row in found.of("criteria")] == ["产出", "产出 > 质量（优良率）"]


def test_the_outcome_does_not_depend_on_the_order_of_the_documents() -> None:
    papers = [
        paper("a-2021", year=2021, projects=[project("灯具更新经费")]),
        paper("b-2022", year=2022, projects=[project("灯具更新")]),
        paper("c-2023", year=2023, projects=[project("灯具更新项目"), project("航标")]),
    ]
    found = []
    for order in permutations(papers):
        documents = resolved(rows_of(*order)).documents
        found.append({document.key: keys([document], "projects")[0] for document in documents})
    assert all(each == found[0] for each in found)
