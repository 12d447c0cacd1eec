"""What attribution.find credits to whom, case by case, and the laws that hold for every text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import attribution
from pipeline.attribution import Attribution, for_span, quotation
from pipeline.attribution.lexicon import VERBS


def found(text: str) -> list[tuple[str | None, list[str], str]]:
    """The source, the contents and the quote type of every attribution, as text."""
    return [
        (text[slice(*a.source)] if a.source else None, [text[slice(*span)] for span in a.content], a.quote_type)
        for a in attribution.find(text)
    ]


def only(text: str) -> Attribution:
    records = attribution.find(text)
    assert len(records) == 1, records
    return records[0]


def claimers(text: str) -> list[str | None]:
    return [a.claimer for a in attribution.find(text)]


@pytest.mark.parametrize(
    ("text", "source", "content", "quote_type"),
    [
        ("The minister said that the road was closed.", "The minister", "that the road was closed", "indirect"),
        ("The minister said the road was closed.", "The minister", "the road was closed", "indirect"),
        ("The road was closed, the minister said.", "the minister", "The road was closed", "indirect"),
        ("The road was closed, said the minister.", "the minister", "The road was closed", "indirect"),
        ("“The road is closed,” the minister said.", "the minister", "“The road is closed,”", "direct"),
        ('"The road is closed," said Ann Lee, a minister.', "Ann Lee, a minister", '"The road is closed,"', "direct"),
        ("“It is closed,” said its head, Ann Lee.", "its head, Ann Lee", "“It is closed,”", "direct"),
        ("Ann Lee said: “The road is closed.”", "Ann Lee", "“The road is closed.”", "direct"),
        ("Ann Lee wrote that “the road is closed.”", "Ann Lee", "that “the road is closed.”", "direct"),
        ("Ann Lee said the plan was “a disgrace.”", "Ann Lee", "the plan was “a disgrace.”", "mixed"),
        ("Ann Lee called the plan “a disgrace.”", "Ann Lee", "the plan “a disgrace.”", "mixed"),
        ("Ann Lee told reporters she would resign.", "Ann Lee", "she would resign", "indirect"),
        ("Ann Lee told the committee on Monday that she was ill.", "Ann Lee", "that she was ill", "indirect"),
        ("Ann Lee said on Monday that she was ill.", "Ann Lee", "that she was ill", "indirect"),
        ("Ann Lee said, in a letter to the board, that she was ill.", "Ann Lee", "that she was ill", "indirect"),
        ("Ann Lee, who is 45, said she was ill.", "Ann Lee", "she was ill", "indirect"),
        ("Ann Lee (R-Ohio) said she was ill.", "Ann Lee", "she was ill", "indirect"),
        ("Ann Lee on Tuesday said she was ill.", "Ann Lee", "she was ill", "indirect"),
        ("In a statement the company said it was insolvent.", "the company", "it was insolvent", "indirect"),
        ("“Why leave now?” she asked.", "she", "“Why leave now?”", "direct"),
        ("The judge asked whether the road was closed.", "The judge", "whether the road was closed", "indirect"),
        ("Critics accuse the firm of fraud.", "Critics", "the firm of fraud", "indirect"),
        ("Police warned of delays.", "Police", "of delays", "indirect"),
        ("He described the move as the next phase.", "He", "the move as the next phase", "indirect"),
        ("The firm has denied involvement in the trade.", "The firm", "involvement in the trade", "indirect"),
        ("Polls show that most voters are undecided.", "Polls", "that most voters are undecided", "indirect"),
        ("Doctors argue the rule will cost lives.", "Doctors", "the rule will cost lives", "indirect"),
        ("She vowed to fight on.", "She", "to fight on", "indirect"),
        ("He was told by a doctor that he was ill.", "a doctor", "that he was ill", "indirect"),
        ("Officials made it clear that the deal was off.", "Officials", "that the deal was off", "indirect"),
        ("The firm issued a statement saying it was insolvent.", "The firm", "it was insolvent", "indirect"),
        ("In Smith's view, the country is in decline.", "Smith", "the country is in decline", "indirect"),
        ("Some claims surfaced. Lee's claim that he lied has hurt him.", "Lee", "that he lied", "indirect"),
        (
            "The hope among officials is that the talks will resume.",
            "officials",
            "that the talks will resume",
            "indirect",
        ),
        ("Strikes that officials say were legal went on.", "officials", "were legal went on", "indirect"),
        ("Officials who spoke anonymously said the deal was off.", "Officials", "the deal was off", "indirect"),
        ("Many of his voters believe the media are biased.", "Many of his voters", "the media are biased", "indirect"),
        ("Witnesses reported seeing smoke.", "Witnesses", "seeing smoke", "indirect"),
        ("Reuters quoted an official as saying that talks failed.", "an official", "that talks failed", "indirect"),
        ("Lee, who backs Ray, told his supporters in Ohio that it was over.", "Lee", "that it was over", "indirect"),
        ("“No,” concluded a report titled “Change.”", "a report", "“No,”", "direct"),
        ("Lee said in an interview that aired on Sunday that it was over.", "Lee", "that it was over", "indirect"),
        ("The vessel, which officials say was armed, sank.", "officials", "was armed", "indirect"),
        ("Groups in Lima, which say the law is unjust, protested.", "Groups in Lima", "the law is unjust", "indirect"),
    ],
)
def test_a_report_gives_its_source_content_and_quote_type(
    text: str, source: str, content: str, quote_type: str
) -> None:
    assert found(text) == [(source, [content], quote_type)]


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("According to ABC News, the summit begins today.", "ABC News", ["the summit begins today"]),
        ("The summit begins today, according to ABC News.", "ABC News", ["The summit begins today"]),
        ("The summit, according to ABC News, begins today.", "ABC News", ["The summit", "begins today"]),
        ("According to Ann Lee, a lawyer, the summit begins today.", "Ann Lee", ["the summit begins today"]),
        ("As reported by Reuters, the summit begins today.", "Reuters", ["the summit begins today"]),
        ("In 2001, according to army officials, troops landed.", "army officials", ["In 2001", "troops landed"]),
    ],
)
def test_a_prepositional_cue_gives_the_text_on_either_side(text: str, source: str, contents: list[str]) -> None:
    assert found(text) == [(source, contents, "indirect")]


@pytest.mark.parametrize(
    "text",
    [
        "Troops fired on alleged drug traffickers in the strait.",
        "The strategy, sometimes called Hemispheric Defense, aims to disrupt them.",
        "The boats believed to be smuggling drugs were sunk.",
        "A man accused of murder fled.",
        "This highlights the balance between action and change.",
        "The deployment signals a marked escalation.",
        "I think the road is closed.",
        "Have you ever wondered what it takes?",
        "The report was published on Monday.",
        "The State Department moved to a new building.",
        "He suffered claims, threats and calls at night.",
        "They boarded the ship and left.",
    ],
)
def test_a_cue_word_that_reports_nothing_is_no_attribution(text: str) -> None:
    assert attribution.find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee plans to leave.",
        "The firm wants the court to act.",
        "Ann Lee hopes to win.",
        "She was confident that it would rain.",
        "The thieves are believed to have fled.",
        "Washington sees the talks as essential.",
        "They know that the end is near.",
    ],
)
def test_a_plan_or_belief_that_nobody_utters_has_quote_type_none_and_no_claimer(text: str) -> None:
    record = only(text)
    assert (record.quote_type, record.claimer, record.claimer_kind) == ("none", None, "author")


def test_a_quotation_around_its_speaker_is_one_attribution() -> None:
    assert found("“The road,” Ann Lee said, “is closed.”") == [("Ann Lee", ["“The road,”", "“is closed.”"], "direct")]


def test_a_report_around_its_speaker_has_both_halves() -> None:
    assert found("The move, analysts said, could backfire.") == [
        ("analysts", ["The move", "could backfire"], "indirect")
    ]


def test_a_quotation_of_several_sentences_is_one_content() -> None:
    text = "“The road is closed. It will stay closed,” Ann Lee said."
    assert found(text) == [("Ann Lee", ["“The road is closed. It will stay closed,”"], "direct")]


def test_a_quotation_after_a_quotation_goes_on_with_its_speaker() -> None:
    text = "“It is over,” Ann Lee said. “We are going home.”\n\n“And we will not come back.”"
    assert found(text) == [
        ("Ann Lee", ["“It is over,”", "“We are going home.”", "“And we will not come back.”"], "direct")
    ]


def test_a_quotation_after_indirect_speech_is_a_record_of_its_own_with_the_same_source() -> None:
    text = "Ann Lee said the strike was over. “We are going home.”"
    assert [(kind, contents) for _, contents, kind in found(text)] == [
        ("indirect", ["the strike was over"]),
        ("direct", ["“We are going home.”"]),
    ]
    assert claimers(text) == ["Ann Lee", "Ann Lee"]


def test_a_part_quotation_that_runs_on_is_mixed_first_and_direct_after() -> None:
    text = "Ann Lee described it as “a small war. It will not end soon.” She left."
    assert [(contents, kind) for _, contents, kind in found(text)] == [
        (["it as “a small war."], "mixed"),
        (["It will not end soon.”"], "direct"),
    ]


def test_a_quotation_nobody_introduces_has_no_source() -> None:
    record = only("The hall was empty. “Nobody came at all today.”")
    assert (record.source, record.cue, record.claimer, record.quote_type) == (None, None, None, "direct")


def test_a_quoted_term_in_the_authors_voice_is_mixed_without_a_claimer() -> None:
    record = only("Forces killed five “narco-terrorists” in two boats.")
    assert (record.quote_type, record.claimer, record.claimer_kind) == ("mixed", None, "author")


def test_a_quoted_name_is_no_attribution() -> None:
    assert attribution.find("The attack was launched by a user labelled “Anonymous” on a site.") == []


def test_coordinated_reports_share_their_subject_and_end_where_the_next_begins() -> None:
    text = "Ann Lee said the road was closed and warned that it would stay closed, adding that help was near."
    assert found(text) == [
        ("Ann Lee", ["the road was closed"], "indirect"),
        ("Ann Lee", ["that it would stay closed"], "indirect"),
        ("Ann Lee", ["that help was near"], "indirect"),
    ]


def test_a_contrast_ends_the_content() -> None:
    text = "Ann Lee said the road was closed, but Bob Ray said it was open."
    assert found(text) == [
        ("Ann Lee", ["the road was closed"], "indirect"),
        ("Bob Ray", ["it was open"], "indirect"),
    ]


def test_the_speaker_is_the_claimer_of_what_an_outlet_relays() -> None:
    text = "As reported by The Hill, Southern Command said the boat was armed."
    records = attribution.find(text)
    assert [text[slice(*a.source)] for a in records if a.source] == ["The Hill", "Southern Command"]
    assert [a.claimer for a in records] == ["Southern Command", "Southern Command"]


def test_who_an_outlet_cites_is_the_claimer() -> None:
    assert claimers("The deal is off, Reuters reported, citing officials.") == ["officials", "officials"]


def test_the_line_under_a_pull_quote_names_its_speaker() -> None:
    text = (
        "The region has changed, and the change is visible to everybody who lives there.\n"
        "We’re prepared to use every tool. Nothing is off the table.\n"
        "– Senior U.S. official\n"
        "The next paragraph goes on with the story in the words of its author."
    )
    record = only(text)
    assert record.claimer == "Senior U.S. official"
    assert text[slice(*record.content[0])] == "We’re prepared to use every tool. Nothing is off the table."
    assert (record.quote_type, record.claimer_kind) == ("direct", "anonymous")


@pytest.mark.parametrize(
    ("headline", "claimer"),
    [
        ("Police: Driver fled the scene", "Police"),
        ("Driver fled the scene - police", "police"),
        ("Lee: Road will stay closed", "Ann Lee"),
        ("The Stakes: Why This Matters", None),
        ("Conclusion: What comes next", None),
    ],
)
def test_a_headline_names_its_speaker_beside_a_colon(headline: str, claimer: str | None) -> None:
    text = f"{headline}\n\nMinister Ann Lee visited the north of the country in March.\nLee said it was cold there."
    records = [a for a in attribution.find(text) if a.content[0][0] < len(headline)]
    assert [a.claimer for a in records] == ([claimer] if claimer else [])


@pytest.mark.parametrize(
    ("text", "claimer", "kind"),
    [
        ("Defense Secretary Pete Hegseth said it was over.", "Pete Hegseth", "person"),
        ("Mr. Key said it was over.", "Key", "person"),
        ("New Zealand's Prime Minister John Key said it was over.", "John Key", "person"),
        ("Matthew Ingram of The Globe and Mail said it was over.", "Matthew Ingram", "person"),
        ("According to Dr. John Hagedorn, a criminologist, it was over.", "Dr. John Hagedorn", "person"),
        ("A spokesman for the firm, Bob Ray, said it was over.", "Bob Ray", "person"),
        ("Radical cleric Muqtada al-Sadr said it was over.", "Muqtada al-Sadr", "person"),
        ("Professors Ann Lee and Bob Ray said it was over.", "Ann Lee and Bob Ray", "group"),
        ("The Saudi Interior Ministry said it was over.", "Saudi Interior Ministry", "organisation"),
        ("South Korea says it is over.", "South Korea", "organisation"),
        ("Other sites such as Gawker.com have said it was over.", "Gawker.com", "organisation"),
        ("Human-rights groups say it is over.", "Human-rights groups", "group"),
        ("Economists say it is over.", "Economists", "group"),
        ("Both sides say it is over.", "Both sides", "group"),
        ("According to both KSM and Hambali, it is over.", "KSM and Hambali", "organisation"),
        ("People briefed on the matter say it is over.", "People briefed on the matter", "group"),
        ("It was over, according to earlier statements from U.S. officials.", "U.S. officials", "group"),
        ("“It is over,” the Joint Chiefs’ statement emphasized.", "Joint Chiefs", "organisation"),
        ("“It is over,” said a post by an unknown author on a site.", "unknown author", "anonymous"),
        ("A new study found that it was over.", "new study", "document"),
        ("Sources close to the matter say it is over.", "Sources close to the matter", "anonymous"),
        ("The road is closed, Reuters reported.", "Reuters", "organisation"),
        ("The road is closed, Residents reported.", "Residents", "group"),
        ("Two aides said on condition of anonymity that it is over.", "Two aides", "anonymous"),
        ("Aides, who asked not to be named, said it is over.", "Aides", "anonymous"),
        ("Aides said that the victim had called anonymously.", "Aides", "group"),
        ("Milk prices are falling, a survey by Ostland Bank found.", "Ostland Bank", "organisation"),
    ],
)
def test_the_claimer_is_the_shortest_full_name_and_has_a_kind(text: str, claimer: str, kind: str) -> None:
    record = only(text)
    assert (record.claimer, record.claimer_kind) == (claimer, kind)


@pytest.mark.parametrize(
    ("before", "text", "claimer"),
    [
        ("Minister Pete Hegseth arrived.", "Hegseth said it was over.", "Pete Hegseth"),
        ("Minister Pete Hegseth arrived.", "He said it was over.", "Pete Hegseth"),
        ("Minister Pete Hegseth said it began.", "He added that it was over.", "Pete Hegseth"),
        ("The Defense Department moved.", "The department said it was over.", "Defense Department"),
        ("The Central News Agency (CNA) moved.", "“It is over,” said CNA.", "Central News Agency"),
        ("Officials argue it began.", "They insist that it is over.", "Officials"),
        ("One angry poster said it began.", "The poster wrote that it was over.", "One angry poster"),
        ("President Ann Lee arrived.", "The president said it was over.", "Ann Lee"),
        ("Ann Lee met Bob Ray. Tom Fox met Jim Orr, too.", "The rain fell. He said it was over.", "Tom Fox"),
        ("The rain fell.", "He said it was over.", None),
        ("The storm with Sam Lee and Bob Ray in it moved.", "He said it was over.", None),
        ("The storm with Ann Lee and Bob Ray in it moved.", "He said it was over.", "Bob Ray"),
        ("Minister Ann Lee met Bob Ray.", "“It is over,” she said.", "Ann Lee"),
        ("A report said it began.", "It added that it was over.", "report"),
        ("The rain fell.", "They said it was over.", None),
        ("The rain fell.", "His aides said it was over.", None),
    ],
)
def test_a_short_name_or_pronoun_is_resolved_in_the_document_or_left_null(
    before: str, text: str, claimer: str | None
) -> None:
    assert claimers(f"{before} {text}")[-1] == claimer


@pytest.mark.parametrize(
    ("text", "claimer", "kind"),
    [
        # A title, a noun for a person, a list of names or the form of the word shows a person.
        ("“We ran,” Dr. Maron said.", "Dr. Maron", "person"),
        ("Eric Maron is a dentist. “We ran,” Dr. Maron said.", "Eric Maron", "person"),
        ("Dr. Bob Ray came. Ray said it was over.", "Dr. Bob Ray", "person"),
        ("Secretary of State Pell said it was over.", "Pell", "person"),
        ("Secretary of State Anna Pell said it was over.", "Anna Pell", "person"),
        ("President Bill Harmon said it was over.", "Bill Harmon", "person"),
        ("Police chief Ray told AFP it was over.", "Ray", "person"),
        ("Trump's lawyer Sue Ray said it was over.", "Sue Ray", "person"),
        ("Pastor Sam Ray said it was over.", "Sam Ray", "person"),
        ("Coach Ray said it was over.", "Ray", "person"),
        ("Paul said it was over.", "Paul", "person"),
        ("Meviglio said it was over.", "Meviglio", "person"),
        ("O’Keefe said it was over.", "O’Keefe", "person"),
        ("“It is over,” said Meviglio.", "Meviglio", "person"),
        ("Michael Jordan said it was over.", "Michael Jordan", "person"),
        # Known bodies, an article before the name, or a longer name of a body show an organisation.
        ("Hezbollah said it was over.", "Hezbollah", "organisation"),
        ("Microsoft said it was over.", "Microsoft", "organisation"),
        ("Al Qaeda said it was over.", "Al Qaeda", "organisation"),
        ("The Marabi said it was over.", "Marabi", "organisation"),
        ("Valdero Energy fell. Valdero said it was over.", "Valdero", "organisation"),
        ("Newsday24 said it was over.", "Newsday24", "organisation"),
        ("The prosecution said it was over.", "prosecution", "organisation"),
        ("A local newspaper said it was over.", "local newspaper", "organisation"),
        # Plurals, peoples and amounts of people are groups.
        ("Tamils say it is over.", "Tamils", "group"),
        ("Most Iranians believe it is over.", "Most Iranians", "group"),
        ("Participants said it was over.", "Participants", "group"),
        ("75% of respondents said it was over.", "75% of respondents", "group"),
        ("The rest of the team said it was over.", "rest of the team", "group"),
        ("The police said it was over.", "police", "group"),
    ],
)
def test_the_kind_of_a_claimer_is_told_by_titles_lists_and_the_document(text: str, claimer: str, kind: str) -> None:
    record = attribution.find(text)[-1]
    assert (record.claimer, record.claimer_kind) == (claimer, kind)


@pytest.mark.parametrize(
    "adverb", ["Again", "Later", "Meanwhile", "Still", "Yesterday", "Today", "Instead", "However", "Also", "Earlier"]
)
@pytest.mark.parametrize("name", ["Dr. Maron", "Senator Pell", "Ann Lee"])
def test_an_adverb_that_opens_a_sentence_is_no_part_of_a_name(adverb: str, name: str) -> None:
    plain = claimers(f"“We ran.” {name} said it was over.")[-1]
    assert claimers(f"“We ran.” {adverb} {name} said it was over.")[-1] == plain


@pytest.mark.parametrize(
    ("text", "claimer"),
    [
        ("Ann Pell arrived. “Bob Ray is ill,” he said.", None),
        ("Ann Pell arrived. “Sue Ray is ill,” she said.", "Ann Pell"),
        ("Ann Pell arrived. “Sue Ray is ill. She is at home,” she said.", "Ann Pell"),
        ("Ann Pell spoke. “One. Two words. Three more. Four of them. Five.” She said it was over.", "Ann Pell"),
    ],
)
def test_what_a_quotation_names_is_no_antecedent_and_its_length_does_not_count(text: str, claimer: str | None) -> None:
    assert claimers(text)[-1] == claimer


@pytest.mark.parametrize(
    ("text", "claimer"),
    [
        ("Three days after the crash the Harbour Times reported that it was over.", "Harbour Times"),
        ("This year a newspaper reported that it was over.", "newspaper"),
        ("A recently released prisoner said that it was over.", "recently released prisoner"),
        ("The legend said it was over. He said it was cold.", None),
        ("Bob Ray came. Bob W. Ray went. Ray said it was over.", "Bob W. Ray"),
        ("Bob W. Ray came. Bob H. Ray went. Ray said it was over.", "Ray"),
    ],
)
def test_a_claimer_is_one_phrase_and_one_person(text: str, claimer: str | None) -> None:
    assert claimers(text)[-1] == claimer


@pytest.mark.parametrize(
    "text", ["There were strong hints that it was over.", "It raised false hopes that it was over."]
)
def test_a_plural_noun_after_an_adjective_is_no_verb_of_speech(text: str) -> None:
    assert [claimer for claimer in claimers(text) if claimer] == []


def test_a_last_name_that_two_people_share_is_not_resolved() -> None:
    text = "Minister Ann Lee met Senator Bob Lee. Lee said it was over."
    assert claimers(text) == ["Lee"]


def test_the_attribution_of_a_sentence_is_the_speech_that_covers_most_of_it() -> None:
    text = "Ann Lee plans to leave. Bob Ray said the hall was empty. It rained."
    records = attribution.find(text)
    assert for_span(records, 0, 23) is None
    spoken = for_span(records, 24, 56)
    assert spoken is not None
    assert spoken.claimer == "Bob Ray"
    assert for_span(records, 57, 67) is None


def test_a_sentence_that_quotes_with_one_part_and_reports_with_another_is_mixed() -> None:
    text = "“It is a ticket,” Ann Lee said, adding that the firm had earned ten billion dollars last year."
    governing = for_span(attribution.find(text), 0, len(text))
    assert governing is not None
    assert (governing.claimer, governing.quote_type) == ("Ann Lee", "mixed")


def test_nothing_is_found_in_tables_and_bylines() -> None:
    text = "Who | What they said |\n---|---|\nAnn Lee | said the road was closed |\nBob Ray | said no |"
    assert attribution.find(text) == []


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said ‘’yes’’ twice.", ["‘’yes’’"]),
        ("He said “yes’’ twice.", ["“yes’’"]),
        ("It is a 'quasi-state of war' now.", ["'quasi-state of war'"]),
        ("The Chiefs' plan isn't the firms' plan.", []),
        ('A board 5" wide and a “plan”.', ["“plan”"]),
        ("He said “never closed. But “this” was.", ["“this”"]),
    ],
)
def test_quotation_marks_are_paired(text: str, pairs: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotation.find(text, 0, len(text))] == pairs


def test_an_unclosed_quotation_goes_on_only_when_the_next_paragraph_opens_with_a_mark() -> None:
    body = "“" + "We will go on. " * 40
    assert quotation.find(body, 0, len(body)) == []
    text = f"{body}\n\n“And on.”"
    assert quotation.find(text, 0, len(body)) == [(0, len(body), True)]


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("denies", "deny"), ("said", "say"), ("stressing", "stress"), ("labelled", "label"), ("planned", "plan")],
)
def test_every_form_of_a_cue_verb_is_known(form: str, lemma: str) -> None:
    assert VERBS[form][0].lemma == lemma


_VOCABULARY = """
said says told that Ann Lee who which according to as reported by claims plan believes he it they the a of in on Monday
is was been not quoting 5 % U.S. , . : ; ( ) — - “ ” " ' ’ 😀
"""
_WORDS = st.sampled_from([*_VOCABULARY.split(), "\n", "\n\n", "\ud800", "\x00"])
_PROSE = st.lists(_WORDS, max_size=40).map(" ".join)


@given(st.one_of(st.text(), _PROSE))
@settings(max_examples=300, deadline=None)
def test_every_span_lies_in_the_text_and_is_not_empty(text: str) -> None:
    for record in attribution.find(text):
        spans = [*record.content, *(span for span in (record.source, record.cue) if span)]
        assert record.content
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert record.content == sorted(record.content)


@given(_PROSE)
@settings(max_examples=150, deadline=None)
def test_only_uttered_content_has_a_claimer_and_only_quotations_lack_a_cue(text: str) -> None:
    for record in attribution.find(text):
        assert record.quote_type != "none" or record.claimer is None
        assert record.claimer is None or record.source is not None
        assert record.cue or record.rule.startswith(("quotation", "pull_quote"))


@given(_PROSE)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_records(text: str) -> None:
    assert attribution.find(text) == attribution.find(text)


@pytest.mark.parametrize(
    "unit", ["said ", '"', "'", "“", "Trump said ", "according to ", "( ", "A. ", "claims that ", "\n"]
)
def test_a_long_repetition_is_read(unit: str) -> None:
    assert isinstance(attribution.find(unit * (200_000 // len(unit))), list)


@pytest.mark.parametrize(
    ("text", "source", "content", "quote_type"),
    [
        ("Vos added that water was running out.", "Vos", "that water was running out", "indirect"),
        ("Prices added to the worry.", None, None, None),
        ("Cases triple as trust falls, the ministry says.", "the ministry", "Cases triple as trust falls", "indirect"),
        ("Children need more food, aid agencies say.", "aid agencies", "Children need more food", "indirect"),
        ("With all votes counted, it had 31 seats, the commission said.", "the commission",
         "With all votes counted, it had 31 seats", "indirect"),
        ("On Monday, after the vote, Lee said he was ill.", "Lee", "he was ill", "indirect"),
        ("Officials expect the number of cases to rise.", "Officials", "the number of cases to rise", "indirect"),
        ("Experts asked by the bank had predicted a gain.", "Experts asked by the bank", "a gain", "indirect"),
        ("A study published last year in the journal Cell found that two doses work.",
         "A study published last year in the journal Cell", "that two doses work", "indirect"),
        ("Mothers at one clinic told her they had walked.", "Mothers at one clinic", "they had walked", "indirect"),
        ("Opposition leaders called the report “a trap”.", "Opposition leaders", "the report “a trap”", "mixed"),
        ("Lee, a biologist, called the results convincing.", "Lee, a biologist", "the results convincing", "indirect"),
        ("Colleagues remembered her as a kind teacher.", "Colleagues", "her as a kind teacher", "indirect"),
        ("Serbia accused it on Friday of shelling a town.", "Serbia", "it on Friday of shelling a town", "indirect"),
        ("Ukraine says it shot down the drones.", "Ukraine", "it shot down the drones", "indirect"),
        ("Health officials reported 1,284 cases.", "Health officials", "1,284 cases", "indirect"),
        ("According to him, the shops were closed.", "him", "the shops were closed", "indirect"),
        ("According to its leader, Ann Lee, it could fail.", "its leader, Ann Lee", "it could fail", "indirect"),
        ("The company did not say whether it would pay.", "The company", "whether it would pay", "none"),
        ("Schools must report any outbreak.", "Schools", "any outbreak", "none"),
        ("He does not believe that it will work.", "He", "that it will work", "indirect"),
        ("The board will consider raising the fare.", "The board", "raising the fare", "none"),
        ("The patient was seen by a consultant.", None, None, None),
    ],
)  # fmt: skip
def test_a_report_is_read_by_its_grammar_not_by_the_words_around_it(
    text: str, source: str | None, content: str | None, quote_type: str | None
) -> None:
    expected = [(source, [content], quote_type)] if content else []
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "claimer"),
    [
        ("His lawyer, Simon Reed, said it was over.", "Simon Reed"),
        ("Her death was confirmed by her daughter, Clara Nunes.", "Clara Nunes"),
        ("His office said it was over.", None),
        ("Scientists placed microphones off the coast. They found that calls were louder.", "Scientists"),
        ("The boats left on Monday. They said that it was over.", None),
        ("Minister for Transport Helen Cray said it was over.", "Helen Cray"),
        ("City Councilwoman Priya Raman said it was over.", "Priya Raman"),
        ("NATO Secretary-General Jens Berg said it was over.", "Jens Berg"),
        ("Oliver Grant, a biologist, was pleased. He said it was over.", "Oliver Grant"),
        ("The Ministry of Health published it. The ministry said it was over.", "Ministry of Health"),
        ("The chocolate maker Marlin Foods has closed. The company said it was over.", "Marlin Foods"),
        ("The company said it was over.", None),
        ("Velux said it would appeal. “We obey the law,” it said.", "Velux"),
        ("The audit ended in May. The audit said it was over. It also found that money was lost.", "audit"),
        ("The state news agency Norpress, citing the governor, reported that it was over.", "governor"),
    ],
)
def test_the_last_claimer_is_named_as_far_as_the_document_tells(text: str, claimer: str | None) -> None:
    assert claimers(text)[-1] == claimer
