"""Tell from its head noun whether a noun phrase can speak: people, organisations and texts can, facts cannot."""

from __future__ import annotations

from typing import Final

# Nouns for texts and studies that say, show or suggest something.
DOCUMENTS: Final = frozenset(
    """account accounts advisory affidavit ad ads advertisement agreement analysis announcement article articles bill
    blog book brief briefing bulletin campaign-ad column comment comments communique complaint constitution data
    declaration diary dispatch document documents documentary dossier draft editorial email emails e-mail e-mails
    essay estimate estimates evidence exit-poll figures file filing filings findings forecast guideline guidelines
    headline indictment investigation journal judgment law lawsuit leaflet letter letters manifesto manual memo memos
    memoir message messages motion note notice opinion order paper papers petition plan platform poll polls polling post
    posting postings posts press-release proposal readout recording recordings record records release report reports
    resolution research review rule ruling script section sentence speech statement statements statistics story stories
    strategy strategies study studies suit summary survey surveys testimony text texts transcript transcripts treaty
    tweet tweets verdict video videos warrant website sites site page""".split()
)

# Nouns for people and bodies whose endings do not tell.
_SPEAKERS: Final = frozenset(
    """activists activist aide aides ally allies analyst analysts army attorney authorities authority backer bishop boss
    bystander bystanders camp campaign candidate captain celebrity chief chiefs child children church clerk cleric
    clinton coach coalition colleague colleagues colonel commentator commission committee company companies congress
    congressman congresswoman conservatives council counsel couple court courts critic critics crowd defence defense
    delegate delegates democrats department deputy diplomat diplomats doctor economist envoy everyone executive
    executives expert experts faction family families father federation few fellow figures firm firms friend friends
    general generals government governments governor group groups guard guest head host husband individual individuals
    insider insiders institute judge judges jury justice king lady lawmaker lawmakers lawyer lawyers leader leaders
    leadership left liberals mayor media men military militants minister ministers ministry monarch mother movement
    nation network newspaper newspapers nominee none observers office officer officers official officials operative
    operatives opponent opponents opposition organisation organisations organization organizations others outlet
    outlets panel paper parents parliament participant participants party parties people person pilot police pollster
    pollsters pope premier president press priest prime-minister prince princess prosecution prosecutor prosecutors
    public pundits queen rebel rebels regime relative relatives rep representative representatives republicans resident
    residents rival rivals scholar scholars scientist scientists secretary senate senator senators settlers sheriff
    sister skeptics soldier soldiers son source sources speaker spokesman spokesmen spokesperson spokespeople
    spokeswoman staff staffer staffers state strategist strategists student students supporter supporters surrogate
    surrogates suspect suspects team teacher teachers technician think-tank troops union unions university user users
    veteran veterans victim victims voter voters watchdog white wife witness witnesses woman women worker workers writer
    writers youth agency agencies administration advocate advocates alliance association base board body brother
    bureau cabinet center centre chair chairman chairwoman charity city colleges community daughter delegation
    establishment firefighter foundation grandmother grandfather kremlin lobby lobbyist man many member members
    migrants mob most neighbor neighbors neighbour neighbours nobody ones parent planners planner poster posters
    protester protesters protestors blogger bloggers rapporteur rioter school some spouse survivor survivors tribe
    two unit vendor villager villagers volunteer volunteers watchers""".split()
)
_ENDINGS: Final = (
    "man men woman women person people ist ists ian ians crat crats ator ators eer eers ant ants er ers or ors "
    "ee ees".split()
)
# Common nouns in -er, -or and -ant for things.
_THINGS: Final = frozenset(
    """number numbers matter matters order power powers river water weather paper papers chapter letter member-state
    center center centers computer computers factor factors sector sectors error errors terror tower towers border
    borders corner border war-power winter summer october number offer offers fever danger dangers anger hunger border
    disorder trigger gender murder murders shoulder cover answer answers layer layers quarter quarters chamber
    significant important relevant constant instant grant grants plant plants restaurant restaurants other others
    after over under either rather further together moreover whether however never ever another major minor prior
    interior superior motor door floor color colour honor favor favour behavior behaviour labor labour harbor humor
    rumor rumors degree degrees committee-room career careers remainder surrender character reminder marker
    barrier barriers trailer crater laser drawer thunder""".split()
)


def can_speak(head: str) -> bool:
    """Tell whether the lower-case head noun of a phrase names people, a body or a text."""
    return head in _SPEAKERS or head in DOCUMENTS or is_human(head)


def is_human(head: str) -> bool:
    """Tell by its ending that a noun names people: -ist, -ian, -man, -er, -or, -ant, -ee."""
    tail = head.rpartition("-")[2]
    return tail in _SPEAKERS or (len(tail) > 4 and tail.endswith(tuple(_ENDINGS)) and tail not in _THINGS)
