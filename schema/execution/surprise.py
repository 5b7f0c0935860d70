"""What sends an operation from the compiled lane to the reference lane."""


class SurpriseError(Exception):
    """Something that only the reference may judge: a value that does not fit its type, a null where none may be.

    Never seen by clients; the place is for whoever asks why an operation was not answered by its plan.
    """

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"{place}: left to the reference")


class UncompilableError(SurpriseError):
    """An operation, or a part of one, that no plan is made for: introspection, a type that is not the domain's."""
