"""The schema as a whole: contract, printed form, words for everything, values behind every field."""

import inspect
import subprocess
import sys
from pathlib import Path

import strawberry
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema

from graph import model
from graph.relations import RELATIONS
from schema.fields import BATCH, SERVICE

PRINTED = Path(__file__).resolve().parents[2] / "docs" / "schema.graphql"


def own_types(schema: GraphQLSchema) -> list[object]:
    return [each for name, each in schema.type_map.items() if not name.startswith("__")]


def test_the_printed_schema_is_the_served_one(served: strawberry.Schema) -> None:
    assert PRINTED.read_text(encoding="utf-8") == served.as_str() + "\n", (
        "print it with `make sdl` and review the difference"
    )


def test_the_core_contract_is_kept(served: strawberry.Schema, shared: Path, tmp_path: Path) -> None:
    printed = tmp_path / "schema.graphql"
    printed.write_text(served.as_str(), encoding="utf-8")
    check = [sys.executable, str(shared / "contract" / "check_contract.py"), str(printed)]
    told = subprocess.run(check, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


def test_every_type_field_argument_and_enum_value_is_described(served: strawberry.Schema) -> None:
    silent = []
    for each in own_types(served._schema):
        if not each.description and each.name not in {"String", "Int", "Float", "Boolean", "ID"}:  # type: ignore[attr-defined]
            silent.append(each.name)  # type: ignore[attr-defined]
        if isinstance(each, (GraphQLObjectType, GraphQLInterfaceType)):
            for name, field in each.fields.items():
                silent += [f"{each.name}.{name}"] * (not field.description)
                silent += [f"{each.name}.{name}({arg}:)" for arg, held in field.args.items() if not held.description]
        if isinstance(each, GraphQLInputObjectType):
            silent += [f"{each.name}.{name}" for name, held in each.fields.items() if not held.description]
        if isinstance(each, GraphQLEnumType):
            silent += [f"{each.name}.{name}" for name, held in each.values.items() if not held.description]
    assert silent == []


def test_no_name_or_description_ends_in_space_or_spans_two_paragraphs(served: strawberry.Schema) -> None:
    for each in own_types(served._schema):
        for field in getattr(each, "fields", {}).values():
            assert field.description == field.description.strip()


def test_no_two_parents_cost_two_steps(served: strawberry.Schema) -> None:
    """Every object field is answered for a whole level: by a resolver that takes all parents, or read off the value."""
    resolved = []
    for each in own_types(served._schema):
        if isinstance(each, GraphQLObjectType):
            for field in each.fields.values():
                held = field.extensions["strawberry-definition"]
                if BATCH in held.metadata:
                    resolver = held.metadata[BATCH]
                    assert list(inspect.signature(resolver).parameters)[:2] == ["engine", "parents"], resolver
                    resolved.append(resolver)
                elif SERVICE in held.metadata:
                    resolver = held.metadata[SERVICE]
                    assert list(inspect.signature(resolver).parameters)[:2] == ["services", "parents"], resolver
                elif held.is_subscription:
                    assert each.name == "Subscription"
                elif held.base_resolver is not None:
                    assert not inspect.iscoroutinefunction(held.base_resolver.wrapped_func), field
    assert len(resolved) > 100


def test_every_relation_type_of_the_schema_is_one_of_the_registry(served: strawberry.Schema) -> None:
    relation_type = served._schema.type_map["RelationType"]
    assert isinstance(relation_type, GraphQLEnumType)
    assert set(relation_type.values) == {relation.type.value for relation in RELATIONS}


def test_entities_carry_the_name_of_their_type(served: strawberry.Schema) -> None:
    for value in model.ENTITY_TYPES.values():
        type_ = served._schema.type_map[value.__name__]
        assert isinstance(type_, GraphQLObjectType)
        assert {interface.name for interface in type_.interfaces} == {"Node", "Entity"}
        attributes = {name for base in value.__mro__ for name in (*getattr(base, "__slots__", ()), *vars(base))}
        for field in type_.fields.values():
            held = field.extensions["strawberry-definition"]
            assert held.base_resolver is not None or held.python_name in attributes, (type_.name, held.python_name)
