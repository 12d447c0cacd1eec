from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import suitability

RAW = sorted((Path(__file__).parents[1] / "data" / "raw").glob("*.txt"))
LIMITS: dict[str, Any] = {
    "language": "en",
    "min_characters": 100,
    "min_letter_share": 0.5,
    "max_repeated_line_share": 0.5,
}
ENGLISH = (
    "The ministry said on Monday that prices rose by 5 per cent last year, and that it expects them to fall. "
    "A spokesman told reporters that the government would publish the figures in March."
)
# Article 1 of the Universal Declaration of Human Rights, as the United Nations publish it.
OTHERS = {
    "Czech": "Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv. Jsou nadáni rozumem a "
    "svědomím a mají spolu jednat v duchu bratrství.",
    "Dutch": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met "
    "verstand en geweten, en behoren zich jegens elkander in een geest van broederschap te gedragen.",
    "French": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de "
    "raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
    "German": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und "
    "Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.",
    "Indonesian": "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama. Mereka dikaruniai "
    "akal dan hati nurani dan hendaknya bergaul satu sama lain dalam semangat persaudaraan.",
    "Italian": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di "
    "ragione e di coscienza e devono agire gli uni verso gli altri in spirito di fratellanza.",
    "Portuguese": "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de"
    " consciência, devem agir uns para com os outros em espírito de fraternidade.",
    "Russian": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и "
    "совестью и должны поступать в отношении друг друга в духе братства.",
    "Spanish": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de "
    "razón y conciencia, deben comportarse fraternalmente los unos con los otros.",
    "Swahili": "Watu wote wamezaliwa huru, hadhi na haki zao ni sawa. Wote wamejaliwa akili na dhamiri, hivyo "
    "yapasa watendeane kindugu. Kila mtu anastahili kuwa na haki zote na uhuru wote.",
    "Chinese": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。" * 3,
    "Arabic": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق. وقد وهبوا عقلاً وضميرًا وعليهم أن يعامل "
    "بعضهم بعضًا بروح الإخاء.",
}


def reason(text: str, **limits: object) -> str | None:
    judged = suitability.judge(text, **(LIMITS | limits))
    return judged.reason if judged else None


@pytest.mark.parametrize("path", RAW, ids=lambda path: path.name)
def test_news_is_suitable_whole_and_in_its_paragraphs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert reason(text) is None
    prose = [line for line in text.split("\n") if len(line) >= 100 and line.endswith(".")]
    assert [line for line in prose if reason(line)] == []


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        (
            "Bundestag in Berlin votes on Monday. “Wir schaffen das,” said Angela Merkel, then Chancellor, in 2015, "
            "and many agreed."
        ),
        (
            "El Niño is back, the World Meteorological Organization said, and with it come droughts in Peru and parts "
            "of Brazil."
        ),
        (
            "Dow Jones 38,000.12 (+0.5%), Nasdaq 15,990.66 (-0.2%): stocks rose on Tuesday as the Fed held rates, and "
            "bonds fell too."
        ),
    ],
)
def test_short_english_news_with_foreign_names_and_figures_is_suitable(text: str) -> None:
    assert reason(text) is None


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_a_text_in_another_language_is_not_wanted(text: str) -> None:
    assert reason(text) == "not_the_wanted_language"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("cs", "Czech"),
        ("nl", "Dutch"),
        ("fr", "French"),
        ("de", "German"),
        ("it", "Italian"),
        ("pt", "Portuguese"),
        ("ru", "Russian"),
        ("es", "Spanish"),
        ("id", "Indonesian"),
    ],
)
def test_a_text_is_suitable_in_its_own_language_and_english_is_not(tag: str, name: str) -> None:
    assert reason(OTHERS[name], language=tag) is None
    assert reason(ENGLISH, language=tag) == "not_the_wanted_language"


def test_a_headline_without_function_words_is_no_proof_of_another_language() -> None:
    assert suitability.other_language("Ukraine war: Kyiv drone strikes hit Moscow", "en") is None


def test_an_unlisted_language_is_an_error_that_names_the_listed() -> None:
    with pytest.raises(ValueError, match=r"'tlh'.*\ben\b"):
        suitability.judge(ENGLISH, **(LIMITS | {"language": "tlh"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("Too little.", "too_short"),
        ("12 | 34 | 56 | 78 | 90 | " * 8, "few_letters"),
        ("=" * 200, "few_letters"),
        ("Subscribe to our newsletter and follow us.\n" * 10 + ENGLISH, "repeated_lines"),
    ],
)
def test_each_poor_text_is_left_out_for_its_reason(text: str, expected: str) -> None:
    assert reason(text) == expected
    assert expected in suitability.REASONS


def test_the_limits_are_the_first_values_that_pass() -> None:
    assert reason(ENGLISH, min_characters=len(ENGLISH)) is None
    assert reason(ENGLISH, min_characters=len(ENGLISH) + 1) == "too_short"
    twice = f"{ENGLISH}\n{ENGLISH}"
    assert reason(twice, max_repeated_line_share=0.5) is None
    assert reason(twice, max_repeated_line_share=0.49) == "repeated_lines"
    assert reason("abcd 12", min_characters=1, min_letter_share=0.66) is None
    assert reason("abcd 12", min_characters=1, min_letter_share=0.67) == "few_letters"


def test_the_detail_gives_the_figure() -> None:
    judged = suitability.judge("Too little.", **LIMITS)
    assert judged == ("too_short", "11 characters, below 100")


def test_letters_of_every_script_count() -> None:
    assert suitability.letter_share("abc é中ж 12") == pytest.approx(6 / 8)
    assert suitability.letter_share("") == 0


def test_lines_repeat_from_their_second_time_on() -> None:
    assert suitability.repeated_line_share("ab\n\ncd\nab\nab") == pytest.approx(4 / 8)
    assert suitability.repeated_line_share("") == 0


@given(st.text(max_size=200))
def test_any_text_is_judged(text: str) -> None:
    judged = suitability.judge(text, **(LIMITS | {"min_characters": 0}))
    assert judged is None or judged.reason in suitability.REASONS
