"""What every connection type has, whatever it connects: pages and the places in them."""

import strawberry

from schema.types.nodes import PageInfo


@strawberry.type(description="A place in a page.")
class PlaceInPage:
    """What the edges of all connections have."""

    cursor: str = strawberry.field(description="The element's place in the list, to be given as `after`.")


@strawberry.type(description="A page of a list.")
class PageOfList:
    """What all connections have beside their edges."""

    page_info: PageInfo = strawberry.field(description="Where the page stands in the list.")
    total_count: int = strawberry.field(description="How many elements the whole list has.")
