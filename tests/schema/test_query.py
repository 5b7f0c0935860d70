"""What clients ask: walks over the invented authority, each answered with what is printed."""

from decimal import Decimal
from typing import Any

import pytest

from graph.identity import global_id
from graph.vocabulary import EntityKind
from tests.invented import DATASET, FIRST, RELEASE
from tests.schema.conftest import Ask


def nodes(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [edge["node"] for edge in page["edges"]]


def test_a_project_leads_to_its_funding_code_its_money_its_indicators_and_its_scores(ask: Ask) -> None:
    project = ask(
        """{ project(name: "灯具更新经费") {
             name code aliases fiscalYears ordinal note
             department { name code jurisdiction { name code } } unit { code } parent { name } children { name }
             fundingCodes { code name parent { code } } funding { fiscalYear basis note classification { code } }
             budgets { fiscalYear approved adjusted executed(unit: YUAN) fiscalFunds otherFunds executionRate
                       publishedRate note sources { line document { key } } }
             indicators(fiscalYear: 2022) { name level1 level2 target { comparison value unit text }
                       actual { text } weight score met }
             scores { fiscalYear kind score fullScore grade change evaluation { document { key } } }
             successors { code } successions { basis }
           } }"""
    )["project"]
    assert project["name"] == "灯具更新"
    assert project["department"]["jurisdiction"]["code"] == "990100"
    assert project["parent"] == {"name": "灯塔维护专项资金"}
    assert [code["code"] for code in project["fundingCodes"]] == ["2010302"]
    assert project["funding"][0]["basis"] == "DERIVED"
    [budget] = project["budgets"]
    assert (budget["approved"], budget["adjusted"], budget["executed"]) == ("30.00", "25.00", "200000")
    assert (budget["executionRate"], budget["publishedRate"]) == ("0.8000", "85.00")
    assert budget["fiscalFunds"] is None
    assert budget["sources"] == [{"line": 50, "document": {"key": FIRST.accounts}}]
    assert [each["name"] for each in project["indicators"]] == ["更换灯具", "灯具完好率"]
    assert project["indicators"][0]["target"] == {"comparison": "GE", "value": "20", "unit": "盏", "text": "≥20盏"}
    assert [each["score"] for each in project["scores"]] == ["96"]
    assert project["scores"][0]["change"] is None
    assert project["successors"] == [{"code": FIRST.new_lamps.key}]


def test_scores_of_one_kind_are_compared_with_the_closest_earlier_year(ask: Ask) -> None:
    scores = ask('{ project(name: "灯塔维护专项资金") { scores { fiscalYear kind score change } } }')["project"][
        "scores"
    ]
    assert [(each["fiscalYear"], each["score"], each["change"]) for each in scores] == [
        (2021, "85", None),
        (2022, "90", "5"),
    ]


def test_a_project_is_found_by_its_code_and_asking_for_nothing_is_refused(ask: Ask, refusal: Ask) -> None:
    assert ask("query ($code: String) { project(code: $code) { name } }", code=FIRST.new_lamps.key)["project"] == {
        "name": "灯具节能更新"
    }
    assert ask('{ project(name: "nothing") { name } department(code: "000") { name } }') == {
        "project": None,
        "department": None,
    }
    for field in ("project", "department"):
        assert refusal(f"{{ {field} {{ name }} }}") == "it is not said what to look for; give `code` or `name`"


def test_a_department_leads_to_everything_it_has_and_has_published(ask: Ask) -> None:
    department = ask(
        """{ department(name: "灯塔局") {
             code name aliases duties { ordinal summary sources { line } }
             units { code offices { name } department { code } } offices { ordinal name externalNames publishedAs unit { code } department { code } }
             documents { key title documentKind fiscalYear publisher { code } statements { number title } glossary { term } citedRules { title number } }
             projects(fiscalYear: 2023, first: 2) { totalCount edges { node { name } } pageInfo { hasNextPage hasPreviousPage } }
             indicators { name } evaluations(fiscalYear: 2022, kind: OVERALL) { score grade }
             observations(fiscalYear: 2022) { name measure value unit subject { label } document { key } classification { code } }
             budgetLines(where: {isTotal: false, phase: {eq: APPROVED}}, first: 1000) { totalCount edges { node { phase isTotal } } }
           } }"""
    )["department"]
    assert [office["name"] for office in department["offices"]] == ["办公室", "灯光处", "航标处"]
    assert department["units"][0]["offices"] == [{"name": office["name"]} for office in department["offices"]]
    assert department["projects"]["totalCount"] == 3
    assert department["projects"]["pageInfo"] == {"hasNextPage": True, "hasPreviousPage": False}
    assert department["evaluations"] == [{"score": "92.50", "grade": None}]
    lines = department["budgetLines"]
    assert lines["totalCount"] == len(lines["edges"]) > 0
    assert {(each["phase"], each["isTotal"]) for each in nodes(lines)} == {("APPROVED", False)}
    assert all(each["subject"]["label"] for each in department["observations"])


def test_one_criterion_is_followed_over_evaluations(ask: Ask) -> None:
    criterion = ask(
        """{ criterion(path: ["决策"]) { name level path parent { name } children { path parent { name } }
             scoreItems { score fiscalYear evaluation { subject { ... on Project { name } } evaluationKind } }
             last: scoreItems(fiscalYear: 2022) { score criterion { name } } } }"""
    )["criterion"]
    assert sorted(child["path"][1] for child in criterion["children"]) == sorted(["项目立项", "绩效目标"])
    assert sorted(each["score"] for each in criterion["scoreItems"]) == ["15", "18", "20"]
    assert sorted(each["score"] for each in criterion["last"]) == ["18", "20"]
    assert ask('{ criterion(path: ["决策", "nothing"]) { name } none: criterion(path: []) { name } }') == {
        "criterion": None,
        "none": None,
    }


def test_scored_rows_come_parents_before_children_and_add_up(ask: Ask) -> None:
    [evaluation] = ask(
        """{ evaluations(where: {fiscalYear: {eq: 2022}, kind: {eq: DEPARTMENT}}) { edges { node {
             score fullScore grade gradeBands { grade from to } deductions { criterion amount }
             scoreItems { level weight score criterion { path } } findings { rule } document { key } } } } }"""
    )["evaluations"]["edges"]
    items = evaluation["node"]["scoreItems"]
    assert [item["criterion"]["path"] for item in items][:2] == [["决策"], ["决策", "项目立项"]]
    top = sum(Decimal(item["score"]) for item in items if item["level"] == 1)
    assert top == Decimal(evaluation["node"]["score"])
    assert evaluation["node"]["gradeBands"][0] == {"grade": "EXCELLENT", "from": "90", "to": "100"}


def test_a_code_leads_up_down_across_and_to_its_money(ask: Ask) -> None:
    code = ask(
        """{ classification(scheme: FUNCTIONAL, code: "20103") {
             code name level editions basis parent { code } children { code } ancestors { code }
             descendants { code } shallow: descendants(depth: 0) { code } mappings { kind target { scheme code } basis }
             own: budgetLines { totalCount } all: budgetLines(includeDescendants: true, where: {phase: {eq: EXECUTED}}) { totalCount edges { node { functional { code } } } }
             projects { name } } }"""
    )["classification"]
    assert code["parent"] == {"code": "201"}
    assert code["ancestors"] == [{"code": "201"}]
    assert {"code": "2010302"} in code["children"]
    assert code["shallow"] == []
    assert code["all"]["totalCount"] > 0
    assert {each["functional"]["code"][:5] for each in nodes(code["all"])} == {"20103"}


def test_codes_that_are_tied_lead_to_each_other_and_say_which_way(ask: Ask) -> None:
    mapped = "mappings { direction target { scheme code } }"
    answer = ask(
        f"""{{ kept: classification(scheme: GOVERNMENT_ECONOMIC, code: "50101") {{ {mapped} }}
               led: classification(scheme: DEPARTMENT_ECONOMIC, code: "30102") {{ {mapped}
                 out: mappings(direction: OUT) {{ kind }} inward: mappings(direction: IN) {{ kind }}
                 other: mappings(scheme: COFOG) {{ kind }} }} }}"""
    )
    assert {"direction": "OUT", "target": {"scheme": "DEPARTMENT_ECONOMIC", "code": "30102"}} in answer["kept"][
        "mappings"
    ]
    assert answer["led"] == {
        "mappings": [{"direction": "IN", "target": {"scheme": "GOVERNMENT_ECONOMIC", "code": "50101"}}],
        "out": [],
        "inward": [{"kind": "CROSSWALK"}],
        "other": [],
    }


def test_a_scheme_that_classifies_no_line_has_no_lines(ask: Ask) -> None:
    [cofog] = nodes(
        ask("{ classifications(scheme: COFOG, first: 1) { edges { node { budgetLines { totalCount } } } } }")[
            "classifications"
        ]
    )
    assert cofog["budgetLines"]["totalCount"] == 0


def test_codes_of_a_scheme_are_listed_under_a_code_at_a_level_and_in_an_edition(ask: Ask) -> None:
    asked = ask(
        """{ all: classifications(scheme: FUNCTIONAL) { totalCount }
             under: classifications(scheme: FUNCTIONAL, under: "201") { edges { node { code } } }
             items: classifications(scheme: FUNCTIONAL, under: "201", level: 3) { edges { node { code } } }
             never: classifications(scheme: FUNCTIONAL, edition: 1900) { totalCount }
             none: classifications(scheme: FUNCTIONAL, under: "999") { totalCount }
             unknown: classification(scheme: FUNCTIONAL, code: "201", edition: 1900) { code } }"""
    )
    under = [each["code"] for each in nodes(asked["under"])]
    assert under == sorted(under)
    assert under[0] == "201"
    assert {len(each["code"]) for each in nodes(asked["items"])} == {7}
    assert (asked["never"]["totalCount"], asked["none"]["totalCount"], asked["unknown"]) == (0, 0, None)
    assert asked["all"]["totalCount"] >= len(under)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ('classification(scheme: FUNCTIONAL, code: "201") { descendants(depth: -1) { code } }', "`depth` is `-1`"),
        ("classifications(scheme: FUNCTIONAL, level: 0) { totalCount }", "`level` is `0`; expected a level from 1"),
        ("classifications(scheme: FUNCTIONAL, level: -1) { totalCount }", "`level` is `-1`"),
    ],
)
def test_a_level_that_no_scheme_has_is_refused(refusal: Ask, asked: str, expected: str) -> None:
    assert refusal(f"{{ {asked} }}").startswith(expected)


def test_an_entity_is_found_again_by_its_id_whatever_its_kind(ask: Ask) -> None:
    ids = [each.id for each in DATASET]
    found = ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Entity { kind label sources { locator } } } }",
        ids=ids,
    )["nodes"]
    assert [each["id"] for each in found] == ids
    assert [each["label"] for each in found] == [each.label for each in DATASET]
    one = ask("query ($id: ID!) { node(id: $id) { id } }", id=ids[0])
    assert one == {"node": {"id": ids[0]}}


def test_an_id_of_nothing_is_null_and_what_cannot_be_an_id_is_refused(ask: Ask, refusal: Ask) -> None:
    nothing = global_id(EntityKind.PROJECT, "nothing")
    assert ask("query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }", id=nothing) == {
        "node": None,
        "nodes": [None],
    }
    assert "is not an id of this graph" in refusal('{ node(id: "nonsense") { id } }')


def test_links_are_paged_filtered_and_explained(ask: Ask, refusal: Ask) -> None:
    asked = """query ($id: ID!, $after: String) { node(id: $id) { ... on Entity {
        relations(types: [PART_OF, MANAGED_BY], direction: IN, first: 2, after: $after) { totalCount
          pageInfo { hasNextPage endCursor } edges { cursor type direction basis description note node { __typename label } } } } } }"""
    id_, after, seen = global_id(*FIRST.department), None, []
    while True:
        page = ask(asked, id=id_, after=after)["node"]["relations"]
        seen += page["edges"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len({edge["cursor"] for edge in seen}) == len(seen) == page["totalCount"]
    assert {edge["direction"] for edge in seen} == {"IN"}
    assert {edge["type"] for edge in seen} == {"PART_OF", "MANAGED_BY"}
    assert all(edge["description"] for edge in seen)
    elsewhere = global_id(*FIRST.lamps)
    assert "not among these" in refusal(asked, id=elsewhere, after=seen[-1]["cursor"])


def test_search_pages_its_hits_best_first(ask: Ask, refusal: Ask) -> None:
    asked = 'query ($after: String) { search(text: "灯", first: 3, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { score name cursor node { id label } } } }'
    seen, after = [], None
    while True:
        page = ask(asked, after=after)["search"]
        seen += page["edges"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert len(seen) == page["totalCount"]
    assert [edge["score"] for edge in seen] == sorted((edge["score"] for edge in seen), reverse=True)
    found = ask('{ search(text: "灯具更新", kinds: [PROJECT]) { edges { node { __typename label } } } }')["search"]
    assert nodes(found)[0] == {"__typename": "Project", "label": "灯具更新"}
    foreign = 'query ($after: String) { search(text: "航标巡检", first: 1, after: $after) { totalCount } }'
    assert "not among these" in refusal(foreign, after=seen[0]["cursor"])


def test_a_path_joins_an_office_with_a_score_and_a_region_surrounds_it(ask: Ask, refusal: Ask) -> None:
    office = DATASET.of(EntityKind.OFFICE)[0].id
    score = DATASET.of(EntityKind.SCORE_ITEM)[0].id
    asked = ask(
        """query ($from: ID!, $to: ID!) { path(from: $from, to: $to) { length nodes { id } relations { type direction node { id } } }
           none: path(from: $from, to: $to, maxLength: 1) { length } self: path(from: $from, to: $from) { length }
           neighbourhood(root: $from, depth: 2, limit: 5) { truncated nodes { id } links { source target type } } }""",
        **{"from": office, "to": score},
    )
    assert asked["path"]["nodes"][0]["id"] == office
    assert [each["node"]["id"] for each in asked["path"]["relations"]] == [
        each["id"] for each in asked["path"]["nodes"]
    ][1:]
    assert asked["path"]["length"] == len(asked["path"]["relations"])
    assert (asked["none"], asked["self"]) == (None, {"length": 0})
    region = asked["neighbourhood"]
    ids = {each["id"] for each in region["nodes"]}
    assert (len(ids), region["truncated"]) == (5, True)
    assert all({link["source"], link["target"]} <= ids for link in region["links"])
    for field, told in (
        ("path(from: $id, to: $id, maxLength: 13) { length }", "from 0 to 12"),
        ("neighbourhood(root: $id, depth: 7) { truncated }", "from 0 to 6"),
        ("neighbourhood(root: $id, limit: 0) { truncated }", "from 1 to 1000"),
    ):
        assert told in refusal(f"query ($id: ID!) {{ {field} }}", id=office)
    nothing = global_id(EntityKind.PROJECT, "nothing")
    assert "there is no PROJECT" in refusal("query ($id: ID!) { path(from: $id, to: $id) { length } }", id=nothing)


def test_what_is_served_is_told(ask: Ask) -> None:
    dataset = ask("{ dataset { release number builtAt entityCount relationCount documents { key } } }")["dataset"]
    assert dataset["release"] == RELEASE.name
    assert dataset["entityCount"] == len(DATASET)
    assert {each["key"] for each in dataset["documents"]} == {each.key for each in DATASET.of(EntityKind.DOCUMENT)}


def test_recipients_know_what_they_get_and_from_what(ask: Ask) -> None:
    asked = ask(
        """{ recipients { edges { node { name aliases allocations { fiscalYear ordinal amount approved adjusted executed publishedRate note
                project { name beneficiaries(fiscalYear: 2022) { ordinal executed recipient { name } } allocations { amount } } recipient { name } sources { line } }
                none: allocations(fiscalYear: 1900) { amount } } } } }"""
    )["recipients"]
    amounts = {each["name"]: each["allocations"][0]["amount"] for each in nodes(asked)}
    assert amounts == {"北岸灯塔站": "12.00", "南岸灯塔站": "8.00"}
    assert all(each["none"] == [] for each in nodes(asked))


def test_a_plan_with_an_amount_between_two_dates_says_so(ask: Ask) -> None:
    asked = "query ($code: String) { project(code: $code) { paymentPlan(fiscalYear: 2023) { position heading amount ambiguous note } successions { reason basis predecessor { name } } } }"
    project = ask(asked, code=FIRST.new_lamps.key)["project"]
    assert [(step["heading"], step["amount"], step["ambiguous"]) for step in project["paymentPlan"]] == [
        ("6月底", "10.00", False),
        ("10月底", "10.00", False),
        (None, "15.00", True),
    ]
    assert project["successions"][0]["predecessor"] == {"name": "灯具更新"}


def test_a_finding_names_what_is_published_what_was_expected_and_where(ask: Ask) -> None:
    [finding] = nodes(
        ask(
            """{ findings(where: {severity: {in: [MINOR, MAJOR]}}) { edges { node { rule severity message published expected
               difference unit computation terms { label value printedBy { id } } subjects { label kind } documents { key findings { rule } } } } } }"""
        )["findings"]
    )
    assert Decimal(finding["difference"]) == Decimal(finding["published"]) - Decimal(finding["expected"])
    assert finding["subjects"]
    assert finding["documents"][0]["findings"] == [{"rule": finding["rule"]}]


def test_the_remaining_lists_answer(ask: Ask) -> None:
    asked = ask(
        """{ offices { totalCount } criteria { totalCount edges { node { path } } } indicators(where: {met: true, level1: {contains: "产出"}}) { totalCount edges { node { met subject { __typename } basis citedRules { title documents { label } } originalTarget { text } } } }
             glossary { edges { node { term occurrences { ordinal document { key } } documents { key } } } }
             citedRules { edges { node { title number ruleKind documents { label } } } }
             observations(where: {measure: {eq: "amount"}}, orderBy: {field: VALUE, direction: DESC}) { totalCount edges { node { value measure period approximation } } }
             evaluations(orderBy: {field: SCORE, direction: DESC}, where: {score: {gte: "90"}}) { edges { node { score } } }
             documents { edges { node { key } } } departments { edges { node { name } } } projects(where: {name: {contains: "灯"}, department: {contains: "990100"}}) { edges { node { name } } } }"""
    )
    assert asked["offices"]["totalCount"] == 3
    assert asked["criteria"]["totalCount"] == len(DATASET.of(EntityKind.CRITERION))
    assert all(each["met"] for each in nodes(asked["indicators"]))
    scores = [Decimal(each["score"]) for each in nodes(asked["evaluations"])]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) >= 90
    assert nodes(asked["glossary"])[0]["documents"]
    assert {each["name"] for each in nodes(asked["projects"])} >= {"灯具更新"}


def test_a_departments_figures_are_its_own_and_those_of_its_units_in_published_order(ask: Ask) -> None:
    asked = ask(
        '{ department(name: "灯塔局") { observations { id subject { __typename } } units { observations { id } } } }'
    )["department"]
    ids = [each["id"] for each in asked["observations"]]
    assert {each["id"] for unit in asked["units"] for each in unit["observations"]} <= set(ids)
    order = [each.id for each in DATASET.of(EntityKind.OBSERVATION)]
    assert ids == [each for each in order if each in ids]
    assert ids
