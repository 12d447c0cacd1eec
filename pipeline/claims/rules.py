"""The rules that give a claim its type, in the order in which they are tried.

A rule looks only at sentences that hold one of its trigger words, so most sentences cost one set comparison per rule.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.claims.scheme import ClaimType


class Rule(NamedTuple):
    """`pattern` is searched in the lower-case sentence when one of `triggers` is among its words."""

    name: str
    claim_type: ClaimType
    triggers: frozenset[str]
    pattern: re.Pattern[str] | None


def _rule(name: str, claim_type: ClaimType, triggers: str, pattern: str | None = None) -> Rule:
    compiled = re.compile(pattern) if pattern else None
    return Rule(f"claims.{claim_type}.{name}", claim_type, frozenset(triggers.split()), compiled)


_NUMBER = (
    r"(?:\d[\d,.]*|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|dozens?|hundreds?|thousands?|millions?|billions?)\b)"
)
_BE = r"\b(?:is|are|was|were|be|been|being)\b"
_HAVE = r"\b(?:has|have|had)\b"
_PERIOD = r"(?:year|month|week|day|hour|decade|quarter)"

TYPE_RULES: tuple[Rule, ...] = (
    # A law or rule now in force, or what it asks for.
    _rule(
        "duty",
        "laws_rules",
        "required prohibited forbidden permitted banned illegal lawful unlawful obliged entitled eligible mandatory",
        r"\b(?:is|are) (?:\w+ )?(?:required (?:to|by)|prohibited|forbidden|permitted|banned|illegal|(?:un)?lawful|obliged to|entitled to"
        r"|eligible|mandatory)\b",
    ),
    _rule(
        "authority",
        "laws_rules",
        "law laws constitution act statute legislation regulations approval treaty rules",
        r"\b(?:laws?|constitution|act|statute|legislation|regulations|treaty|rules) (?:\w+ )?(?:requires?|states?|prohibits?|bans?|forbids?|allows?"
        r"|permits?|provides?|limits?)\b|\bunder (?:\w+ ){0,3}(?:law|laws|constitution|act|statute|treaty|rules)\b"
        r"|\b(?:need|needs|require|requires) (?:\w+ )?(?:approval|consent|permission|a (?:licence|license|permit|visa))\b",
    ),
    # What the writer or the quoted speaker lived through.
    _rule(
        "witness",
        "personal_experience",
        "i we me us my our",
        r"\b(?:i|we) (?:have |had |'ve |was |were |myself |just |also |then |never )*(?:myself, )?"
        r"(?:saw|seen|heard|felt|went|was|were|ran|lost|woke|watched|found|lived|worked|met|got|came|took|left|loaded|started|have myself)\b"
        r"|\b\w+ed me\b|\btold me\b",
    ),
    # Shares, rates, trends and totals.
    _rule("share", "quantity", "percent percentage majority most quarter half third proportion minority one two three nine",
          r"\bper ?cent|\bpercentage\b|\bproportion of\b|\b(?:majority|minority|most) of\b|\b(?:a )?(?:quarter|half|third|fifth)s? of\b"
          rf"|\b{_NUMBER} (?:in|out of) {_NUMBER}"),
    _rule("rate", "quantity", "each every per annually yearly daily monthly weekly rate annual average",
          rf"{_NUMBER}[^.;]*\b(?:(?:each|every|per|a) {_PERIOD}|annually|yearly|daily|monthly|weekly)\b"
          rf"|\b(?:each|every|per) {_PERIOD}\b[^;]*{_NUMBER}|\brates? of\b|\bat an? (?:\w+ )?rate\b|\bon average\b|\baverage of\b"),
    _rule("trend", "quantity", "increase increased increases increasing decrease decreased decline declined rise rose risen fell fallen dropped drop surge surged "
          "doubled tripled quadrupled grew grown jumped record soared growth fold",
          rf"\b(?:in|de)creas(?:e|es|ed)\b[^.;]*{_NUMBER}|\b(?:an?|the) (?:\w+ )?(?:increase|decrease|decline|rise|drop|surge|fall|growth|jump) (?:in|of|from)\b"
          rf"|\b(?:rose|risen|fell|fallen|dropped|surged|grew|grown|jumped|soared|declined|climbed)\b[^.;]*(?:{_NUMBER}|\bpercent|%)"
          r"|\b(?:doubled|tripled|quadrupled|\d+-?fold)\b|\brecord (?:high|low|number)\b"),
    _rule("total", "quantity", "total totalling totaling additional extra since altogether included resulted",
          rf"\btotal(?:ling|ing)? (?:of |number )|\b(?:additional|extra) {_NUMBER}|\b{_NUMBER} (?:additional|extra|more)\b"
          rf"|{_HAVE} (?:\w+ )?(?:included|resulted in|totall?ed|reached|recorded|killed|received)[^,;]*{_NUMBER}|{_HAVE}\b[^;]*{_NUMBER}[^;]*\bsince\b"),
    # One thing said to bring about another, or to go with it.
    _rule("cause", "correlation_causation", "because caused causes causing cause fueled fuelled fuels fuel prompted triggered led leads lead leading resulted results result "
          "exacerbated exacerbating contributed contributes attributed linked associated hampered impeded undermined destabilizes hinder delay allowed due risk blamed driven",
          r"\bbecause\b|\b(?:caused?|causes|fuel(?:l?ed|s)?|contribut(?:ed|es) to|exacerbat\w+|destabili[sz]es)\b"
          rf"|{_BE} (?:\w+ )?(?:prompted|caused|triggered|driven|hampered|impeded|undermined|fuell?ed) by\b"
          r"|\b(?:leads?|led|leading) to\b|\bresult(?:s|ed|ing)? in\b|\b(?:attributed|linked) to\b|\bassociated with\b|\bdue to\b|\ballowed \w+ (?:\w+ ){0,4}to\b"
          r"|\b(?:often|sometimes|frequently) (?:been )?(?:hampered|impeded|undermined)\b|\b(?:raises|increases|reduces|lowers) the risk\b"),
)  # fmt: skip

# The future in a main clause; checked by position in decide.py.
FUTURE_WORDS = frozenset("will shall 'll won't would going plans plan planned intends intend intended scheduled set due expected about aims to".split())
FUTURE = re.compile(
    r"\b(?:will|shall|would)\b|\w'll\b|\bwon't\b|\bgoing to\b|\bplan(?:s|ned|ning)? (?:to|on|a|an|for|\w+ing)\b|\bintend(?:s|ed)? to\b"
    rf"|(?:{_BE}|'s|'re) (?:\w+ )?(?:scheduled|set|due|expected|slated|planned|about|likely|gearing up|preparing|poised|ready|to be)\b(?: to| for|\b)"
    r"|\bset to\b|\bexpect(?:s|ed)? (?:to|that)\b|\bforecasts?\b|\bpredict(?:s|ed)?\b|\bto be held\b"
)
