"""How a GraphQL field is tied to a resolver: `batched` for fields answered for a whole level at once.

A type declares a field as a typed, documented stub and names the resolver that answers it:

    @batched(projects.children)
    def children(self) -> list[ProjectRef]:
        "The projects that belong to this fund."

The stub gives arguments, type and description; it is never called. The resolver stands in the field's metadata, so
that the compiled executor can call it directly, and the standard executor reaches it through a loader.
"""

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import strawberry
from strawberry.types import Info

from graph.engine import Engine
from resolvers.shapes import Resolver

BATCH = "batch"
"""The key under which a field's metadata keeps its resolver."""

T = TypeVar("T")

_DOMAIN: dict[type, type] = {}
"""The class of the values that each GraphQL type shows."""


def batched(resolver: Callable[..., Sequence[Any]]) -> Callable[[Callable[..., T]], T]:
    """The field that `resolver` answers; arguments, type and description are those of the decorated stub."""

    def declare(stub: Callable[..., T]) -> T:
        signature = inspect.signature(stub)
        own, *arguments = signature.parameters.values()
        info = inspect.Parameter("info", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Info)

        @functools.wraps(stub)
        async def resolve(self: Any, info: Info, **given: Any) -> Any:  # noqa: ANN401 - whatever the stub says
            node = info._raw_info.field_nodes[0]  # noqa: SLF001 - strawberry shows it only converted
            name = (resolver, id(node), info._raw_info.parent_type.name)  # noqa: SLF001
            answer = functools.partial(answers, resolver, info.context.engine, given)
            return await info.context.loader(name, answer).load(self)

        resolve.__signature__ = signature.replace(parameters=[own, info, *arguments])  # type: ignore[attr-defined]
        resolve.__annotations__ = {**stub.__annotations__, "info": Info}
        field: T = strawberry.field(
            resolver=resolve, description=inspect.cleandoc(stub.__doc__ or ""), metadata={BATCH: resolver}
        )
        return field

    return declare


def computed(function: Callable[..., T]) -> T:
    """The leaf that `function` computes from one object and its arguments; described by its docstring."""
    field: T = strawberry.field(resolver=function, description=inspect.cleandoc(function.__doc__ or ""))
    return field


def answers(resolver: Resolver, engine: Engine, given: dict[str, Any], parents: Sequence[Any]) -> Sequence[Any]:
    """The resolver's answers for `parents`, with the arguments in the form that resolvers understand."""
    return resolver(engine, parents, **domain_arguments(given))


def domain_arguments(given: dict[str, Any]) -> dict[str, Any]:
    """Arguments without GraphQL: inputs in their domain form, nulls left to the resolver's default."""
    return {
        name: value.to_domain() if hasattr(value, "to_domain") else value
        for name, value in given.items()
        if value is not None
    }


def domain_type(value: type, **options: Any) -> Callable[[type[T]], type[T]]:  # noqa: ANN401 - strawberry's options
    """A GraphQL type whose objects are values of `value`, read attribute by attribute; described by its docstring."""

    def declare(cls: type[T]) -> type[T]:
        cls.is_type_of = classmethod(lambda _cls, held, _info: isinstance(held, value))  # type: ignore[attr-defined]
        _DOMAIN[cls] = value
        return strawberry.type(cls, description=inspect.cleandoc(cls.__doc__ or ""), **options)

    return declare


def domain_of(cls: type) -> type | None:
    """The class of the values that a GraphQL type shows; None for a type that is not declared by `domain_type`."""
    return _DOMAIN.get(cls)
