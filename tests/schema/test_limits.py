"""How large an operation is, and what is refused."""

from collections.abc import Mapping

import pytest
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    get_introspection_query,
    parse,
)

from resolvers.paging import DEFAULT_FIRST, MOST_FIRST
from schema.build import build_schema
from schema.limits import ASSUMED_LENGTH, WORK, Extent, Limits, exceeding, limit_error, survey
from tests.invented_schema import SCHEMA

CITY: GraphQLSchema = SCHEMA._schema


def extent_of(text: str, variables: Mapping[str, object] | None = None, schema: GraphQLSchema = CITY) -> Extent:
    document = parse(text)
    operation = next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    return survey(schema, fragments_of(document), operation, variables or {})


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}


class TestDepth:
    def test_counts_fields_within_fields_leaves_included(self) -> None:
        assert extent_of("{ entities { edges { node { label } } } }").depth == 4

    def test_is_that_of_the_deepest_branch(self) -> None:
        assert extent_of("{ release entity { label } entity { children { label } } }").depth == 3

    def test_is_not_made_by_fragments(self) -> None:
        text = "{ ...A } fragment A on Query { ... on Query { entity { ...B } } } fragment B on Entity { label }"
        assert extent_of(text).depth == 2


class TestCounts:
    def test_aliases_count_wherever_their_fragment_is_spread(self) -> None:
        text = "{ a: entity { ...L } b: entity { ...L } } fragment L on Entity { name: label }"
        assert extent_of(text).aliases == 4

    def test_directives_count_on_operations_variables_fields_and_fragments(self) -> None:
        text = """
        query ($on: Boolean! = true @a) @b {
          entity @include(if: $on) { ...L @include(if: $on) ... @skip(if: $on) { label @skip(if: $on) } }
        }
        fragment L on Entity @c { label }
        """
        assert extent_of(text).directives == 7

    def test_root_fields_count_within_fragments_too(self) -> None:
        assert (
            extent_of("{ release ...R ... { release } } fragment R on Query { a: release b: release }").root_fields == 4
        )

    def test_an_operation_without_a_type_to_start_from_is_empty(self) -> None:
        extent = extent_of("subscription { release }")
        assert (extent.depth, extent.cost) == (0, 0)


class TestCost:
    def test_is_one_for_each_leaf_and_each_object(self) -> None:
        assert extent_of("{ release entity { label __typename } }").cost == 1 + (1 + 2)

    def test_adds_what_a_field_looks_at_to_answer_however_little(self) -> None:
        served = build_schema()._schema
        text = '{ a: search(text: "a") { totalCount } b: search(text: "b") { totalCount } dataset { release } }'
        assert extent_of(text, schema=served).cost == 2 * (WORK["search"] + 2) + 2
        assert served.query_type is not None
        assert WORK.keys() <= served.query_type.fields.keys()

    def test_multiplies_by_the_page_asked_for(self) -> None:
        assert extent_of("{ entities(first: 7) { totalCount edges { node { label } } } }").cost == 1 + 1 + 7 * 3

    def test_multiplies_by_the_default_page_where_none_is_asked_for(self) -> None:
        expected = 1 + DEFAULT_FIRST * 3
        assert extent_of("{ entities { edges { node { label } } } }").cost == expected
        assert extent_of("{ entities(first: null) { edges { node { label } } } }").cost == expected

    def test_multiplies_pages_within_pages(self) -> None:
        text = "{ entities(first: 3) { edges { node { related(first: 5) { edges { node { label } } } } } } }"
        assert extent_of(text).cost == 1 + 3 * (1 + 1 + (1 + 5 * 3))

    def test_reaches_the_edges_through_fragments(self) -> None:
        text = """
        { five: entities(first: 5) { ...Page } two: entities(first: 2) { ...Page } }
        fragment Page on Connection { ...Edges totalCount }
        fragment Edges on Connection { edges { node { label } } }
        """
        assert extent_of(text).cost == (1 + 1 + 5 * 3) + (1 + 1 + 2 * 3)

    def test_assumes_a_length_for_lists_without_pages(self) -> None:
        assert extent_of("{ entity { children { label } } }").cost == 1 + ASSUMED_LENGTH * 2

    def test_takes_limits_and_their_defaults_for_pages(self) -> None:
        assert extent_of("{ region(limit: 3) { nodes { label } } }").cost == 1 + 3 * 2
        assert extent_of("{ region { nodes { label } } }").cost == 1 + 40 * 2

    def test_counts_the_ids_that_are_asked_for(self) -> None:
        assert extent_of('{ nodes(ids: ["a", "b"]) { label } }').cost == 2 * 2
        assert extent_of("query ($ids: [ID!]!) { nodes(ids: $ids) { label } }", {"ids": ["a", "b", "c"]}).cost == 3 * 2

    def test_takes_page_sizes_from_variables_and_their_defaults(self) -> None:
        text = "query ($size: Int = 4) { entities(first: $size) { edges { node { label } } } }"
        assert extent_of(text, {"size": 9}).cost == 1 + 9 * 3
        assert extent_of(text, {"size": 9.0}).cost == 1 + 9 * 3
        assert extent_of(text).cost == 1 + 4 * 3
        assert extent_of(text, {"size": None}).cost == 1 + DEFAULT_FIRST * 3
        assert extent_of(text, {"size": True}).cost == 1 + DEFAULT_FIRST * 3
        assert extent_of(text).sizing_variables == {"size"}

    def test_leaves_pages_that_no_resolver_serves_to_the_resolver_to_refuse(self) -> None:
        text = "{ entities(first: 999999999) { edges { node { label } } } }"
        assert extent_of(text).cost == 1 + MOST_FIRST * 3
        assert extent_of("{ entities(first: -5) { edges { node { label } } } }").cost == 1

    def test_counts_the_dearest_of_the_types_that_one_object_can_have(self) -> None:
        text = """
        { entity {
            label
            ... on Project { code a: code b: code }
            ... on Department { staff }
            ... on Department { a: staff }
            ... on Entity { ...OnProject c: label }
        } }
        fragment OnProject on Project { code }
        """
        assert extent_of(text).cost == 1 + 2 + 4

    def test_knows_that_a_nested_condition_belongs_to_the_outer_type(self) -> None:
        text = "{ entity { ... on Project { ... on Entity { label } code } ... on Department { staff } } }"
        assert extent_of(text).cost == 1 + 2


class TestRefusals:
    def test_name_the_limit_what_is_allowed_and_what_was_found(self) -> None:
        [error] = exceeding(extent_of("{ entities { edges { node { label } } } }"), Limits(depth=3))
        assert (
            error.message
            == "the depth of this operation: 4 found, 3 allowed; begin deeper: ask for an inner entity by its `id`"
        )
        assert error.extensions == {"code": "LIMIT_EXCEEDED", "limit": "depth", "allowed": 3, "found": 4}

    def test_come_all_at_once(self) -> None:
        extent = Extent(depth=9, aliases=9, directives=9, root_fields=9, cost=9)
        errors = exceeding(extent, Limits(depth=8, aliases=8, directives=8, root_fields=8, cost=8))
        assert [(error.extensions or {})["limit"] for error in errors] == [
            "depth", "aliases", "directives", "rootFields", "cost",
        ]  # fmt: skip

    def test_spare_what_is_exactly_at_the_limit(self) -> None:
        extent = Extent(depth=8, aliases=8, directives=8, root_fields=8, cost=8)
        assert exceeding(extent, Limits(depth=8, aliases=8, directives=8, root_fields=8, cost=8)) == []

    def test_show_numbers_that_json_can_hold(self) -> None:
        error = limit_error("cost", 10, 10**40)
        assert (error.extensions or {})["found"] == 2**53 - 1
        assert "or more" in error.message


class TestHostileOperations:
    def test_nested_fragments_that_are_spread_twice_are_surveyed_once(self) -> None:
        levels = 150
        fragments = [f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels)]
        text = "{ ...F0 }" + " ".join(fragments) + f" fragment F{levels} on Query {{ a: release }}"
        extent = extent_of(text)  # would never end if each spread were followed
        assert (extent.depth, extent.aliases, extent.cost) == (1, 2**levels, 2**levels)

    def test_nesting_as_deep_as_the_parser_allows_is_surveyed(self) -> None:
        text = "{ entity {" + "children {" * 190 + "label" + "}" * 192
        assert extent_of(text).depth == 192

    @pytest.mark.parametrize("deprecated", [True, False])
    def test_introspection_as_tools_send_it_is_within_the_limits(self, *, deprecated: bool) -> None:
        text = get_introspection_query(
            specified_by_url=True,
            directive_is_repeatable=True,
            schema_description=True,
            input_value_deprecation=deprecated,
        )
        served: GraphQLSchema = build_schema()._schema
        assert exceeding(extent_of(text, schema=served), Limits()) == []
