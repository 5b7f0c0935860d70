"""The Decimal scalar: exact numbers as strings in plain notation."""

import re
from decimal import Decimal

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

_LONGEST = 64
_FARTHEST = 30
"""Powers of ten either way; no budget has more, and sums of more would leave exact arithmetic."""

_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
"""What we write and so what we read: Python's own reading takes `1_000`, full-width digits and spaces as well."""


def plain(value: object) -> str:
    """The number without exponent, with the decimals that it was published with: 19817.07, 0.00, -2323.29."""
    if not isinstance(value, Decimal) or not value.is_finite():
        raise GraphQLError(f"Decimal cannot represent {value!r}")
    return format(value, "f")


def parse(given: object) -> Decimal:
    """The number that a client wrote as a string in plain notation or as a number of JSON or GraphQL."""
    number = _number(given)
    if number is None:
        raise GraphQLError(f'Decimal cannot represent {given!r:.100}; expected digits such as "19817.07"')
    return number


def _number(given: object) -> Decimal | None:
    if isinstance(given, bool) or not isinstance(given, (str, int, float)) or len(str(given)) > _LONGEST:
        return None
    if isinstance(given, str) and not _PLAIN.fullmatch(given):
        return None
    number = Decimal(str(given))
    return number if number.is_finite() and abs(number.adjusted()) <= _FARTHEST else None


DECIMAL: ScalarDefinition = strawberry.scalar(
    name="Decimal",
    description='Exact decimal number, serialised as a JSON string in plain notation (no exponent): `"19817.07"`.',
    serialize=plain,
    parse_value=parse,
)
