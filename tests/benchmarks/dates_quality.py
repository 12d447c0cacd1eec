"""Score `pipeline.dates` on the labelled news texts and on Microsoft's date cases, and time it.

    python tests/benchmarks/dates_quality.py [--misses]

Evaluation data: the folder that CLAIMSET_EVAL names (default ../shared/eval); raw/, gold/ and gold_news/ lie beside it.

News. The whole document goes to `find`, with the date that `document_date` reads from its bylines. The guideline lists
durations among the quantities and lists neither repetition ("each year") nor bare references ("now") nor clock times
without a day, so that these count only where a label stands at their place ("lenient"); "strict" counts every one of
them as wrong. A label without a date is met by a value that names no day, month or year. A TIME counts as its day.

Microsoft Recognizers-Text, English DateTime cases. A case counts when its answer is one date, time, duration or set
that TIMEX3 can write; the last line names the kinds left out. Where the answer has a past and a future reading, either
is right. A period answered by its first and last day is right when the value names that period.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import dates

EVAL = Path(os.environ.get("CLAIMSET_EVAL", "../shared/eval"))
MISSES = "--misses" in sys.argv


class Answer(NamedTuple):
    kind: str
    timex: str
    start: str
    end: str


def overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


# --- news ---


def same_date(label: str | None, found: dates.DateMention) -> bool:
    if label is None or found.value is None:
        return label is None and (found.value is None or found.grain == "reference")
    return label == (found.value.partition("T")[0] if found.timex == "TIME" else found.value)


def unlisted(found: dates.DateMention) -> bool:
    clock_alone = found.timex == "TIME" and re.match(r"\d\d?(?::\d\d)?\b(?!.*\b[A-Z]\w+day\b)", found.text) is not None
    return found.timex in {"DURATION", "SET"} or found.grain == "reference" or clock_alone


def labels_of(
    document: dict[str, Any], text: str
) -> tuple[list[tuple[tuple[int, int], str | None]], list[tuple[int, int]]]:
    """Return the labelled spans with their dates, and the repeats within a unit, which are labelled once."""
    labels, repeats, position = [], [], 0
    for unit in document["units"]:
        position = text.index(unit["text"], position)
        inner, unit_end = position, position + len(unit["text"])
        for label in unit["dates"]:
            start = text.index(label["text"], inner)
            inner = start + len(label["text"])
            labels.append(((start, inner), label["iso"]))
            repeats += [match.span() for match in re.compile(re.escape(label["text"])).finditer(text, inner, unit_end)]
    return labels, repeats


def score_document(document: dict[str, Any], text: str, counts: Counter[str]) -> None:
    bylines = "\n".join(unit["text"] for unit in document["units"] if unit["kind"] == "byline")
    found = dates.find(text, dates.document_date(bylines))
    labels, repeats = labels_of(document, text)
    used: set[dates.DateMention] = set()
    for span, label in labels:
        hits = [mention for mention in found if overlap(span, (mention.start, mention.end)) and mention not in used]
        right = [mention for mention in hits if same_date(label, mention)]
        counts["labels"] += 1
        counts["span"] += bool(hits)
        counts["exact"] += any((mention.start, mention.end) == span for mention in hits)
        counts["value"] += bool(right)
        used.update(right[:1] or hits[:1])
        if MISSES and not right:
            print(
                "  miss ",
                text[span[0] - 30 : span[1] + 20].replace("\n", " "),
                label,
                [(m.text, m.value) for m in hits],
            )
    for mention in found:
        span = (mention.start, mention.end)
        if mention in used or any(overlap(span, repeat) for repeat in repeats):
            continue
        counts["unlisted" if unlisted(mention) else "extra"] += 1
        if MISSES:
            print("  extra", text[max(0, span[0] - 30) : span[1] + 20].replace("\n", " "), mention.timex, mention.value)


def score_news(name: str, labels: Path, texts: Path) -> None:
    counts: Counter[str] = Counter()
    for document in json.loads(labels.read_text(encoding="utf-8")):
        if "doc" in document:
            score_document(document, (texts / document["doc"]).read_text(encoding="utf-8"), counts)

    def f1(hits: int, extra: int) -> float:
        return 2 * hits / (counts["span"] + extra + counts["labels"])

    print(
        f"{name:24s} labels {counts['labels']:3d}  span F1 {f1(counts['span'], counts['extra']):.3f}  "
        f"value F1 lenient {f1(counts['value'], counts['extra']):.3f}  "
        f"strict {f1(counts['value'], counts['extra'] + counts['unlisted']):.3f}  "
        f"(exact spans {counts['exact']}, unlisted kinds {counts['unlisted']}, extra {counts['extra']})"
    )


# --- Microsoft ---

PARSERS = re.compile(
    r"(?:Date|DatePeriod|DateTime|DateTimePeriod|Duration|Set|Time|TimePeriod|Holiday)Parser\.|DateTimeModel\."
)
RANGE_OF_UNITS = (
    r"\d0'? ?s$|ies$|quarter|\b[qh][12345]|\d ?[qh]\d|century|decade|\b(?:next|past|last|previous|coming|following)\b"
)
# Kinds of cases that no one TIMEX3 value answers, or that news does not write: name, kinds of answer, wordings.
LEFT_OUT = {
    "ranges with two ends": (
        "date|time",
        r"\d ?(?:-|to|till?|until|through|and) ?\d",
        r"\b(?:from|between)\b.*\b(?:to|till?|until|and)\b",
        r"\S (?:-|to|till?|until|through) \S",
    ),
    "before, after, since, or later": (
        "date|time",
        r"^(?:before|after|since|until|till|prior|later than|by|no (?:later|earlier)|as (?:early|late))\b",
        r"\b(?:since|starting|beginning(?! of)|commencing|w/c|or (?:later|earlier|above))\b",
        r"\b(?:before|after)\b(?! (?:yesterday|tomorrow|next)?$)",
    ),
    "rest of, within, in a length of time": (
        "date|time",
        r"\brest\b",
        r"^(?:with)?in\b.*\b(?:days?|weeks?|months?|years?|hours?|min\w*|sec\w*|decades?)\b",
        r"future",
        r"(?:less|more) than",
        r"\bhence\b",
    ),
    "the time of day now needed": (
        "date|time",
        r"\b(?:hours?|hrs|min\w*|sec\w*)\b.*\b(?:ago|now|later)\b",
        r"(?:next|last|past|previous).*\b(?:hours?|hrs|min\w*)$",
        r"\b(?:asap|otd)\b",
        r"end of (?:the |this |my )?\w*day",
        r"end of tomorrow",
        r"\beo[dmy]\b",
    ),
    "time zones, alternatives": (
        "",
        r"\b(?:utc|gmt|[ecmp][sd]t)\b",
    ),
    "nth day, weekday, week or month": (
        "date",
        r"\bweek \d",
        r"week number",
        r"(?:first|second|third|fourth|fifth|last|\d(?:st|nd|rd|th)) (?:week|weekend|month|\w+day)\b",
        r"weeks? of",
        r"weekend of",
        r"\w+day weekend",
        r"halloween weekend",
        r"^(?:the )?\d\d?(?:st|nd|rd|th)?$",
        r"^(?:the )?(?:second|twenty|thirty)",
        r"\b[a-z]+day(?: the)? (?:\d\d?(?:st|nd|rd|th)?|\w+teen|\w+ty\w*|twenty \w+)$",
        r"^(?:on )?15\b",
        r"^1[58]$",
    ),
    "month and day, or month and year, in digits": (
        "date",
        r"^(?:(?:on|this|next|[a-z]+day) )*\d\d?[./-]\d\d?(?: |$)",
        r"^\d{4} ?[./-] ?\d\d?$",
        r"^\d\d? ?[./-] ?\d{4}$",
        r"^\d\d?[./-]\d\d?,",
        r"^\d\d?-\d\d?-\d\d$",
        r"^\d{8}$",
        r"\d{4}[.]\d",
        r"\d{4} ?, ?[a-z]",
        r"^\d\d?\. ",
        r"/sep",
        r"^\d{4}/\d\d/[a-z]",
    ),
    "years and days in words or two digits": (
        "date",
        r"thousand",
        r"hundred",
        r"nineteen (?!seventies)",
        r"twenty",
        r"\b(?:of )?(?:87|99|12|0\d)$",
        r"noughties",
        r"tens$",
        r"^(?:in )?\d0 ?'?s",
        r"year 247",
        r"cy18",
    ),
    "vague amounts (few = 3)": (
        "",
        r"\b(?:few|some|several|couple)\b",
    ),
    "wording of chat": (
        "",
        r"\bmy\b",
        r"tmrw",
        r"\b(?:the|this|next|last|past|my) (?:last |next )?day$",
        r"lunch",
        r"dinner",
        r"daytime",
        r"night-time",
        r"everyday",
        r"any \w+",
        r"weekdays?",
        r"work\w* ?week",
        r"weekends$",
        r"ish$",
        r"[a-z]\d+$",
        r"^\d+ ?[dwy]$",
        r"half and",
        r"quarter (?:year|gap)",
        r"and a quarter",
        r"fortnight$",
        r"^=",
        r"\b(?:sy|fy|school|fiscal)\b",
        r"½",
        r"business",
        r"\bbd\b",
        r"^1 night$",
        r"^(?:morning|evening|afternoon|night|mornings|summer|the summer|winter|semiannual|annual)$",
        r"in (?:the )?mornings?$",
        r"evenings$",
    ),
    "clock times in words or without minutes": (
        "time",
        r"past",
        r"quarter",
        r"half",
        r"o'?clock",
        r"\b(?:at|around|for) (?:\w+|\w+ \w+|seven \S+)$",
        r"in the (?:morning|afternoon|evening|night).*\d",
        r"^\d+,",
        r"\d(?:pm|am)? in the",
        r"^mid",
        r"^(?!.*(?:\d ?[ap]\.? ?m|\d:\d\d|noon|midnight|morning|afternoon|evening|night|now|today))",
        r"[a-z] [ap] ?m",
        r"\d{3,4} ?[ap]\.?m",
        r"^\w+ \w+ [ap]\.? ?m",
        r"ampm",
        r"\d:\d\da",
        r"h \d",
        r"@",
        r"seven pm",
        r"^[01]?\d:\d\d(?::\d\d)?$",
        r"^\w+noon \d",
    ),
    "sets with a clock time": (
        "set",
        r"\d ?[ap]m",
        r"\bat \d",
        r"\d/\d",
    ),
    "feasts of other calendars": (
        "date",
        r"ramad",
        r"ramaz",
        r"ramz",
        r"ramat",
        r"eid",
        r"islamic",
        r"hijri",
        r"arabic",
        r"yuandan",
        r"festival",
        r"workers",
        r"freedom",
        r"jubilee",
    ),
    "impossible dates": (
        "date",
        r"feb 30",
        r"2/29/2019",
        r"31st of this month",
    ),
}


def answers(result: dict[str, Any]) -> list[Answer]:
    """Return the readings of a case."""
    if value := result.get("Value"):
        sides = [list((value.get(side) or {}).values()) for side in ("PastResolution", "FutureResolution")]
        return [
            Answer(result.get("Type", ""), value.get("Timex") or "", *[*map(str, side), "", ""][:2]) for side in sides
        ]
    kind = result.get("TypeName", "").removeprefix("datetimeV2.")
    rows = (result.get("Resolution") or {}).get("values") or []
    return [
        Answer(kind, row.get("timex") or "", str(row.get("value") or row.get("start") or ""), str(row.get("end") or ""))
        for row in rows
    ]


def left_out(text: str, answer: Answer, result: dict[str, Any]) -> str | None:
    """Name the kind of a case that does not count, or None."""
    text = text.lower()
    if answer.kind in {"", "timezone", "datetimealt"}:
        return "time zones, alternatives"
    for name, (kinds, *wordings) in LEFT_OUT.items():
        if re.search(kinds, answer.kind) and any(re.search(wording, text) for wording in wordings):
            return name
    if "Mod" in json.dumps(result):
        return "before, after, since, or later"
    if answer.timex.startswith("(") and not re.search(RANGE_OF_UNITS, text):
        return "ranges with two ends"
    return None


def bounds(value: str) -> tuple[str, str] | None:
    """Return the first day of the period that a value names, and a string past all of its days."""
    if found := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        months = 3 if found[2] == "Q" else 6
        first = int(found[3]) * months - months + 1
        return f"{found[1]}-{first:02d}-01", f"{found[1]}-{first + months - 1:02d}-32"
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        days = [
            date.fromisocalendar(int(found[1]), int(found[2]), day).isoformat() for day in (6 if found[3] else 1, 7)
        ]
        return days[0], days[1] + "+"
    if re.fullmatch(r"\d\d|\d{3}|\d{4}(?:-\d\d){0,2}", value):
        return value + "0000-01-01"[len(value) :], value + "9999-99-99"[len(value) :]
    return None


def normal(value: str) -> str:
    """Return one spelling of durations and sets that can be written in two."""
    value = re.sub(r"P(\d+)DE$", lambda found: f"P{10 * int(found[1])}Y", value)
    value = {"P0.5Y": "P6M", "PT0.5H": "PT30M", "XXXX-WXX-WE": "P1WE"}.get(value, value)
    return value.removeprefix("XXXX-XX-XX")


def met(mention: dates.DateMention, rows: list[Answer]) -> bool:
    value = mention.value
    if value is None:
        return False
    for kind, timex, start, _ in rows:
        if normal(value) in [normal(part) for part in timex.strip("()").split(",")]:
            return True
        day, _, clock = value.partition("T")
        if clock and timex.rpartition("T")[2].removesuffix(":00") == clock.removesuffix(":00"):
            if kind in {"time", "timerange"} or day in {start[:10], timex[:10]}:
                return True
            continue
        limits = bounds(day)
        if limits and kind == "daterange" and limits[0] == start[:10]:
            return True
        if limits and kind == "date" and limits[0] <= start[:10] <= limits[1]:
            return True
    return False


def score_microsoft(folder: Path) -> None:
    cases, right, skipped = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted(folder.glob("*.json")):
        if not PARSERS.match(path.name):
            continue
        for case in json.loads(path.read_text(encoding="utf-8-sig")):
            reference = (case.get("Context") or {}).get("ReferenceDateTime")
            found = dates.find(case["Input"], date.fromisoformat(reference[:10]) if reference else None)
            for result in case["Results"]:
                rows = answers(result)
                if not rows:
                    continue
                if why := left_out(result["Text"], rows[0], result):
                    skipped[why] += 1
                    continue
                start = result.get("Start", case["Input"].lower().find(result["Text"].lower()))
                span = (start, start + len(result["Text"]))
                hits = [mention for mention in found if overlap(span, (mention.start, mention.end))]
                hit = any(met(mention, rows) for mention in hits)
                cases[rows[0].kind] += 1
                right[rows[0].kind] += hit
                if MISSES and not hit:
                    print(" ", path.stem, case["Input"][:70], result["Text"], rows, [m[2:5] for m in hits], sep=" | ")
    print("Microsoft cases, value accuracy")
    for kind in sorted(cases):
        print(f"  {kind:14s} {right[kind]:4d} / {cases[kind]:4d}  {right[kind] / cases[kind]:.3f}")
    print(f"  {'all counted':14s} {right.total():4d} / {cases.total():4d}  {right.total() / cases.total():.3f}")
    print("  left out:", ", ".join(f"{name} {count}" for name, count in skipped.most_common()))


def measure_speed(rounds: int = 20) -> None:
    documents = json.loads((EVAL.parent / "gold_news" / "annotator_c.json").read_text(encoding="utf-8"))
    documents += json.loads((EVAL.parent / "gold" / "annotator_a.json").read_text(encoding="utf-8"))
    sentences = [unit["text"] for document in documents for unit in document.get("units", [])]
    anchor = date(2025, 11, 27)
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        for sentence in sentences:
            dates.find(sentence, anchor)
        times.append(time.process_time() - begin)
    length = sum(map(len, sentences)) / len(sentences)
    rate = len(sentences) / min(times)
    print(f"speed {rate:,.0f} sentences/s of {length:.0f} characters, one by one, one core, best of {rounds}")


def main() -> None:
    root = EVAL.parent
    microsoft = EVAL / "recognizers_specs" / "DateTime" / "English"
    if not all(folder.exists() for folder in (root / "gold", root / "gold_news", root / "raw", microsoft)):
        print(f"no evaluation data at {EVAL}: set CLAIMSET_EVAL")
        return
    for name in ("annotator_a", "annotator_b"):
        score_news(f"five texts, {name}", root / "gold" / f"{name}.json", root / "raw")
    for name in ("annotator_c", "annotator_d"):
        score_news(f"gold_news, {name}", root / "gold_news" / f"{name}.json", root / "gold_news" / "texts")
    score_microsoft(microsoft)
    measure_speed()


if __name__ == "__main__":
    main()
