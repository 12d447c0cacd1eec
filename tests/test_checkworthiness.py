"""Check-worthiness: classes, calibrated scores, the laws they keep, and what the model sees of a sentence."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import checkworthiness
from pipeline.checkworthiness import model
from pipeline.checkworthiness.reading import Reader
from pipeline.checkworthiness.vocabulary import FORM_CUES, NAME, START, Vocabulary

ROOT = Path(__file__).parents[1]
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
CLEAR = [
    ("At least 36 people were killed in the attack on Monday, officials said.", "CFS"),
    ("Unemployment rose to 7.2 percent in March, the highest rate since 2009.", "CFS"),
    ("The company fired 1,200 workers last year, according to the ministry.", "CFS"),
    ("Parliament passed the bill on Tuesday.", "CFS"),
    ("A court in Madrid sentenced the minister to six years in prison for fraud.", "CFS"),
    ("“We cut the deficit by half,” the minister said.", "CFS"),
    ("We created 15 million new jobs in four years.", "CFS"),
    ("He voted against the minimum wage nineteen times.", "CFS"),
    ("They raised taxes on the middle class by $2,000.", "CFS"),
    ("My father was a teacher.", "UFS"),
    ("I was born in a small town in Ohio.", "UFS"),
    ("She wore a blue dress to the dinner.", "UFS"),
    ("The festival takes place in a park by the river.", "UFS"),
    ("What do you think?", "NFS"),
    ("Where does that leave us?", "NFS"),
    ("I hope we can all work together.", "NFS"),
    ("This must never happen again.", "NFS"),
    ("Perhaps it will be a good lesson for everyone.", "NFS"),
    ("It would be a shame to lose that spirit.", "NFS"),
    ("How wonderful!", "NFS"),
    ("Thank you.", "NFS"),
]
SENTENCES = [sentence for sentence, _ in CLEAR]


@pytest.mark.parametrize(("sentence", "label"), CLEAR)
def test_label_of_a_clear_case(sentence: str, label: str) -> None:
    assert checkworthiness.label([sentence]) == [label]


@pytest.mark.parametrize(
    ("sentence", "score"),
    [
        ("At least 36 people were killed in the attack on Monday, officials said.", 0.9534),
        ("We created 15 million new jobs in four years.", 0.9197),
        ("My father was a teacher.", 0.0335),
        ("", 0.0099),
    ],
)
def test_shipped_weights_give_these_scores(sentence: str, score: float) -> None:
    assert round(checkworthiness.score([sentence])[0], 4) == score


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("The mayor resigned in 2019.", "The mayor may resign one day."),
        ("The firm sold 300 houses.", "The firm should sell its houses."),
        ("Police arrested two men on Friday.", "Police must be ready for anything."),
        ("The bank raised its rate to 4 percent.", "The bank has a difficult choice."),
    ],
)
def test_a_number_or_event_outranks_a_wish_or_judgement(more: str, less: str) -> None:
    scores = checkworthiness.score([more, less])
    assert scores[0] > scores[1]


@given(st.lists(ANY_TEXT | st.sampled_from(SENTENCES)), st.lists(ANY_TEXT | st.sampled_from(SENTENCES)))
def test_a_sentence_is_judged_the_same_in_any_company(left: list[str], right: list[str]) -> None:
    assert checkworthiness.judge(left + right) == checkworthiness.judge(left) + checkworthiness.judge(right)


@given(ANY_TEXT)
def test_score_and_label_are_the_parts_of_a_judgement(text: str) -> None:
    judged = checkworthiness.judge([text])
    assert checkworthiness.score([text]) == [judged[0].score]
    assert checkworthiness.label([text]) == [judged[0].label]
    assert 0 <= judged[0].score <= 1
    assert judged[0].label in get_args(checkworthiness.Label)


@pytest.mark.parametrize("unit", ["a", "a.", "a'", "1,", '"', "-", "?", "$ ", "I ", "\ud800", "\0", "😀", "²", "ǅ "])
def test_half_a_megabyte_of_anything_is_judged(unit: str) -> None:
    assert len(checkworthiness.judge([unit * (500_000 // len(unit))])) == 1


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_the_form_of_an_apostrophe_does_not_matter(apostrophe: str) -> None:
    straight = checkworthiness.score(["They don't pay the country's taxes."])
    assert checkworthiness.score([f"They don{apostrophe}t pay the country{apostrophe}s taxes."]) == straight


# What the model sees of a sentence

VOCABULARY = Vocabulary(
    ["the", "said", "and"],
    1,
    [
        ("reporting", ["said", "claimed"]),
        ("first_person", ["i", "i've"]),
        ("first_person_plural", ["we"]),
        ("second_person", ["you"]),
        ("calendar", ["monday"]),
        ("official", ["congress"]),
        ("address", ["thanks"]),
        ("opening", ["and"]),
    ],
)
READER = Reader(VOCABULARY)


@pytest.mark.parametrize(
    ("token", "alone", "in_pair"),
    [
        ("the", "the", "the"),
        ("said", "said", "@reporting"),
        ("claimed", "@reporting", "@reporting"),
        ("walked", "~ed", "~ed"),
        ("nation", "~tion", "~tion"),
        ("quickly", "~ly", "~ly"),
        ("country's", "~'s", "~'s"),
        ("dog", "~", "~"),
        ("Paris", NAME, NAME),
        ("U.S", NAME, NAME),
        ("1998", "<year>", "<year>"),
        ("12", "<0>", "<0>"),
        ("1,200", "<000>", "<000>"),
        ("3.5", "<000>", "<000>"),
        ("€", "$", "$"),
        ("”", '"', '"'),
        ("_", "<?>", "<?>"),
    ],
)
def test_symbol_of_a_token(token: str, alone: str, in_pair: str) -> None:
    assert VOCABULARY.later(token)[:2] == (alone, in_pair)


@pytest.mark.parametrize(
    ("token", "cues"),
    [
        ("claimed", ["reporting"]),
        ("Monday", ["name", "calendar"]),
        ("Congress", ["name", "official"]),
        ("Said", ["name"]),
        ("and", []),
        ("I", ["first_person"]),
        ("i've", ["first_person", "contraction"]),
        ("country's", []),
        ("1998", ["year"]),
        ("7", ["number"]),
        ("7,000", ["number", "large_number"]),
        ("%", ["large_number"]),
        ("?", ["question"]),
        ("“", ["quotation"]),
    ],
)
def test_cues_of_a_later_token(token: str, cues: list[str]) -> None:
    assert VOCABULARY.later(token).cues == VOCABULARY.bits(cues)


def test_a_capital_at_the_start_makes_no_name_of_a_known_word() -> None:
    assert VOCABULARY.first("The").alone == "the"
    assert VOCABULARY.first("Walked").alone == "~ed"
    assert VOCABULARY.first("Paris").alone == NAME
    assert VOCABULARY.first("paris").alone == "~s"


def test_and_is_a_cue_at_the_start_alone() -> None:
    assert VOCABULARY.first("And").cues == VOCABULARY.bits(["opening"])


@pytest.mark.parametrize(
    ("sentence", "speech"),
    [
        ("We paid.", True),
        ("And they paid.", True),
        ("Thanks for that.", True),
        ("They thanked I.", True),
        ("The bank paid.", False),
        ("They paid and left.", False),
        ("They don't pay.", False),
        ("“We paid,” they said.", False),
        ("", False),
    ],
)
def test_speech_is_told_from_reporting(sentence: str, speech: bool) -> None:  # noqa: FBT001  # a table of cases
    assert READER.read(sentence).involved is speech


def test_a_reading_holds_each_symbol_and_pair_once() -> None:
    reading = READER.read("the dog the dog")
    assert {READER.gram(key) for key in reading.grams} == {
        ("the",),
        ("~",),
        (START, "the"),
        ("the", "~"),
        ("~", "the"),
        ("~", "</s>"),
    }
    assert (reading.length, reading.cues) == (4, VOCABULARY.bits(["short"]))


@given(st.sampled_from(VOCABULARY.symbols), st.none() | st.sampled_from(VOCABULARY.symbols))
def test_a_gram_and_its_key_are_one_to_one(left: str, right: str | None) -> None:
    gram = (left,) if right is None else (left, right)
    assert READER.gram(READER.key(gram)) == gram


# The weights


def small_model(**changes: object) -> model.Model:
    scale: model.Calibration = {
        "factual": (1.0, 0.0),
        "checkworthy": (2.0, 0.0),
        "factual_from": 0.5,
        "checkworthy_from": 0.5,
    }
    stored = {
        "common": ["gold", "silver"],
        "paired": 2,
        "cues": [(name, []) for name in ("first_person", "first_person_plural", "second_person")]
        + [(name, []) for name in ("address", "opening", "calendar", "official")],
        "bias": (-1000, -2000),
        "length": (0, 0),
        "cue_weights": [(0, 0)] * (7 + len(FORM_CUES)),
        "symbols": [("gold", 2000, 2000), ("silver", 4000, 8000)],
        "pairs": [("gold", "silver", -2000, 0)],
        "involved": scale,
        "detached": scale,
    }
    return model.Model({**stored, **changes})  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    ("text", "logits"),
    [
        ("nothing", (-1.0, -2.0)),
        ("gold", (0.0, -1.0)),
        ("gold gold", (0.0, -1.0)),
        ("silver", (1.0, 2.0)),
        ("gold silver", (1.0, 3.0)),
        ("silver gold", (2.0, 3.0)),
    ],
)
def test_logits_are_sums_of_weights_over_the_root_of_the_length(text: str, logits: tuple[float, float]) -> None:
    assert small_model().logits(text)[:2] == logits


@pytest.mark.parametrize(("text", "label"), [("nothing", "NFS"), ("gold", "UFS"), ("silver", "CFS")])
def test_a_class_is_given_from_its_threshold_on(text: str, label: str) -> None:
    assert small_model().judge(text).label == label


def test_score_is_the_logistic_of_the_scaled_logit() -> None:
    assert small_model().judge("gold").score == pytest.approx(0.11920292)


def packed_weights() -> bytes:
    return files("pipeline.checkworthiness").joinpath(model.WEIGHTS).read_bytes()


def test_weights_with_another_digest_are_refused() -> None:
    packed = packed_weights()
    with pytest.raises(ValueError, match="restore both from version control"):
        model.load(packed + b"\0", hashlib.sha256(packed).hexdigest())


def test_weights_are_small_and_hold_no_time() -> None:
    packed = packed_weights()
    assert packed[4:8] == bytes(4)  # RFC 1952: the time of the file inside
    assert len(packed) < 100_000


def test_weights_follow_the_cue_lists_and_the_report() -> None:
    train = pytest.importorskip("pipeline.checkworthiness.train", exc_type=ImportError)
    stored = json.loads(gzip.decompress(packed_weights()))
    assert stored["cues"] == [list(entry) for entry in train.read_cues()]
    report = json.loads((ROOT / "data/reports/checkworthiness.json").read_text("utf-8"))
    assert report["calibration"] == {"reporting": stored["detached"], "speech": stored["involved"]}


def test_judging_loads_nothing_of_training() -> None:
    code = (
        "import sys; from pipeline import checkworthiness as c; c.score(['a']);"
        "print([m for m in sys.modules if m.partition('.')[0] in ('sklearn', 'scipy', 'numpy', 'ftfy')])"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_training_learns_what_tells_the_classes_apart_whatever_the_order_of_sentences() -> None:
    pytest.importorskip("sklearn")
    from pipeline.checkworthiness import measure, train

    sentences = [
        measure.Labelled(text, label, str(number % 4))
        for number in range(8)
        for text, label in [
            (f"They paid {number + 20} million dollars for it.", "CFS"),
            (f"My sister number {number} had a dog.", "UFS"),
            ("Let us hope for the best.", "NFS"),
        ]
    ]
    stored = train.fit(sentences)
    trained = model.Model(stored)
    facts = trained.logits("The city spent 30 million dollars.")
    wishes = trained.logits("Let us hope so.")
    assert facts[0] > wishes[0]
    assert facts[1] > wishes[1]
    assert train.fit(sentences[::-1]) == stored
