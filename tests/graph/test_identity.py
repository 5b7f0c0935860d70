"""Global ids: made only from what identifies a thing, and refused where nothing can have made them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidIdError
from graph.identity import Ref, global_id, ref_of
from graph.vocabulary import EntityKind

REFS = st.builds(Ref, st.sampled_from(EntityKind), st.text(st.characters(exclude_categories=["Cs"]), min_size=1))


@given(REFS)
def test_an_id_leads_back_to_the_kind_and_key_it_was_made_of(ref: Ref) -> None:
    assert ref_of(global_id(*ref)) == ref


@given(st.sets(REFS, max_size=20))
def test_different_entities_have_different_ids(refs: set[Ref]) -> None:
    assert len({global_id(*ref) for ref in refs}) == len(refs)


def test_an_id_is_plain_text_that_fits_into_an_address() -> None:
    assert global_id(EntityKind.PROJECT, "370200/103/专项业务费").isascii()


@pytest.mark.parametrize(
    "given_id", ["", "x", "专项", "UFJPSkVDVA", "UFJPSkVDVDo", "UFJPSkVDVDp4=", "T1JDSElEOng", "!!!!"]
)
def test_what_cannot_be_an_id_is_refused_with_what_was_given(given_id: str) -> None:
    with pytest.raises(InvalidIdError) as refusal:
        ref_of(given_id)
    assert refusal.value.given == given_id
    assert refusal.value.code == "INVALID_ID"


@given(st.text())
def test_any_text_is_either_an_id_or_refused(given_id: str) -> None:
    try:
        ref = ref_of(given_id)
    except InvalidIdError:
        return
    assert global_id(*ref) == given_id
