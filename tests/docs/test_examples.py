"""Every example page is executed and answers what it says."""

from tests.docs.examples import OF_RELEASES, README, answered, pages, readme_with_answers


def test_every_example_page_answers_what_it_says() -> None:
    wrong = [page.path.name for page, answer in answered() if page.answer != answer]
    assert wrong == [], "write the answers anew with `make examples` and review the difference"


def test_there_are_enough_examples_and_each_operation_has_a_name_of_its_own() -> None:
    names = [page.example.query.split()[1].split("(")[0] for page in (*pages(), *pages(OF_RELEASES))]
    assert len(set(names)) == len(names) >= 10


def test_no_page_answers_with_nothing() -> None:
    assert all(page.answer for page in (*pages(), *pages(OF_RELEASES)))


def test_the_queries_of_the_readme_answer_what_it_says() -> None:
    assert readme_with_answers() == README.read_text("utf-8"), "write the answers anew with `make examples`"
    assert README.read_text("utf-8").count("```graphql") == 3
