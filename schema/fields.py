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
from graph.services import Services

BATCH = "batch"
"""The key under which a field's metadata keeps its resolver."""

SERVICE = "service"
"""The key under which it keeps one that asks the services of the process instead of an engine."""

T = TypeVar("T")

_DOMAIN: dict[type, type] = {}
"""The class of the values that each GraphQL type shows."""


def batched(resolver: Callable[..., Sequence[Any]]) -> Callable[[Callable[..., T]], T]:
    """The field that `resolver` answers; arguments, type and description are those of the decorated stub."""

    def declare(stub: Callable[..., T]) -> T:
        async def resolve(self: Any, info: Info, **given: Any) -> Any:  # noqa: ANN401 - whatever the stub says
            engine = info.context.engine_at(info.path)
            answer = functools.partial(answers, resolver, engine, given)
            return await info.context.loader((*_level(resolver, info), id(engine)), answer).load(self)

        return _declared(stub, resolve, {BATCH: resolver})

    return declare


def of_a_release(resolver: Callable[..., Sequence[Any]]) -> Callable[[Callable[..., T]], T]:
    """The field that `resolver` answers, and below it everything, from the release that its argument names."""

    def declare(stub: Callable[..., T]) -> T:
        async def resolve(self: Any, info: Info, release: str | None = None) -> Any:  # noqa: ANN401 - as the stub says
            context = info.context
            engine = context.engine_at(info.path) if release is None else await context.ask_below(info.path, release)
            return resolver(engine, [self])[0]

        return _declared(stub, resolve, {BATCH: resolver})

    return declare


def served(resolver: Callable[..., Sequence[Any]], *, fleeting: bool = False) -> Callable[[Callable[..., T]], T]:
    """The field that `resolver` answers from the services of the process, in a thread.

    `fleeting` says that the answer may be another one a moment later, whatever the release.
    """

    def declare(stub: Callable[..., T]) -> T:
        async def resolve(self: Any, info: Info, **given: Any) -> Any:  # noqa: ANN401 - whatever the stub says
            context = info.context
            context.is_fleeting = context.is_fleeting or fleeting
            answer = functools.partial(answers, resolver, context.services, given)
            return await context.loader(_level(resolver, info), answer, in_a_thread=True).load(self)

        return _declared(stub, resolve, {SERVICE: resolver})

    return declare


def _level(resolver: Callable[..., Sequence[Any]], info: Info) -> tuple[object, ...]:
    """What names the level of an operation at which a field is asked."""
    node = info._raw_info.field_nodes[0]  # noqa: SLF001 - strawberry shows it only converted
    return (resolver, id(node), info._raw_info.parent_type.name)  # noqa: SLF001


def _declared(stub: Callable[..., T], resolve: Callable[..., Any], metadata: dict[str, Any]) -> T:
    """The field with the name, arguments, type and words of a stub."""
    signature = inspect.signature(stub)
    own, *arguments = signature.parameters.values()
    info = inspect.Parameter("info", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Info)
    named = functools.wraps(stub)(resolve)
    named.__signature__ = signature.replace(parameters=[own, info, *arguments])  # type: ignore[attr-defined]
    named.__annotations__ = {**stub.__annotations__, "info": Info}
    field: T = strawberry.field(resolver=named, description=inspect.cleandoc(stub.__doc__ or ""), metadata=metadata)
    return field


def computed(function: Callable[..., T]) -> T:
    """The leaf that `function` computes from one object and its arguments; described by its docstring."""
    field: T = strawberry.field(resolver=function, description=inspect.cleandoc(function.__doc__ or ""))
    return field


def answers(
    resolver: Callable[..., Sequence[Any]], asked: Engine | Services, given: dict[str, Any], parents: Sequence[Any]
) -> Sequence[Any]:
    """The resolver's answers for `parents`, with the arguments in the form that resolvers understand."""
    return resolver(asked, parents, **domain_arguments(given))


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
