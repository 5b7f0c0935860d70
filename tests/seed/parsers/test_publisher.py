"""A publisher's names are those of its title, of its forms and of its key."""

from collections.abc import Callable

from seed.parsers.parsed import Context
from seed.parsers.publisher import publisher_names, without_publisher
from seed.sources.model import Source


def test_forms_name_the_publisher_too(text: Callable[[str], Source], known: Callable[..., Context]) -> None:
    source = text("填报单位（公章）：云溪市绿化委员会办公室（本级）\n单位：万元")
    assert publisher_names(source, known()) == ["云溪市绿化委员会办公室", "云溪市林业局"]


def test_a_name_is_taken_off_the_start_of_a_text_only() -> None:
    names = ["云溪市林业局"]
    assert without_publisher("云溪市林业局（本级）防火经费", names) == "防火经费"
    assert without_publisher("支持云溪市林业局", names) == "支持云溪市林业局"
    assert without_publisher("云溪市林业局", names) == "云溪市林业局"
