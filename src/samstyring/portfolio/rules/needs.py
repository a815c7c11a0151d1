"""What holds of needs and ideas, and how alike two of them are."""

from samstyring.parties.names import search_key

from ..errors import NeedOver
from ..models import Need

LIVING_NEEDS = (Need.State.NEW, Need.State.STUDIED, Need.State.CANDIDATE, Need.State.DECLINED)

ANSWERABLE = (*LIVING_NEEDS, Need.State.MERGED)
"""What is merged can be answered anew: then it is no longer part of the other."""


def require_answerable(need: Need) -> None:
    """Refuse to answer a need that was withdrawn. Raises NeedOver."""
    if need.state not in ANSWERABLE:
        raise NeedOver


def require_living(need: Need) -> None:
    """Refuse to go on with a need that was merged or withdrawn, or to support it. Raises NeedOver."""
    if need.state not in LIVING_NEEDS:
        raise NeedOver


def can_go_on(need: Need) -> bool:
    """Tell whether those behind a need can be put on a project: not when it was taken back, or is part of another."""
    return need.state not in (Need.State.MERGED, Need.State.WITHDRAWN)


def require_can_go_on(need: Need) -> None:
    """Raise NeedOver where they cannot."""
    if not can_go_on(need):
        raise NeedOver


ENDINGS = 4


def stems(text: str) -> list[str]:
    """Return the beginnings of the words that say what a text is about, each once: what likeness is asked by.

    Beginnings, since words are bent and joined: «arkivet» and «arkivløysing» both begin as «arkiv».
    """
    words = [word for word in search_key(text).split() if len(word) >= ENDINGS and word not in EMPTY_WORDS]
    return list(dict.fromkeys(word[:5] if len(word) < 9 else word[:6] for word in words))[:MOST_STEMS]


MOST_STEMS = 12


_EMPTY = """
    aldri aleine alene alle alltid andre anna annan annet bade bare bedre begge berre betre blei blir blitt bort
    brukar bruke bruker brukt burde dagens darleg deira denne deres derfor dermed dersom desse dessutan dette
    difor digital digitale digitalisere digitalisering digitalt disse dykk eigne eins eller enda enkel enno etter fatt fekk felles finne finnes finst
    fleire flere flest fordi forste fram frametter fremdeles gang ganger gjennom gjer gjere gjev gjore gjort
    gode godt gong gonger hadde hatt heile hele heller helst hvor ikke ikkje innan kanskje kjem
    kome komme kommer kommunane kommunar kommune kommunen kommunene kommuner korleis krev krever kunne kvar
    kvarandre kven kvifor langt lett likevel lite litt losning losningen loysing loysinga mange meir mellom mest
    mindre minst mogleg mulig mykje neste nesten noen noko nokon nokre noverande nyttig ofte ogsa onske onsker
    onskjer overfor rundt saman samen selv sidan sine sist siste sjolv sjolve sjolvsagt skal skulle slik
    slike snart stadig star storre stort svaert tenke tida tiden tidlegare tidligere tillegg trass treng trenger
    truleg under utan utanfor uten vaere vanleg vanskeleg vanskelig vart veldig vere verken vert viktig viktige
    ville viss visst vore vorte
"""


EMPTY_WORDS = frozenset(_EMPTY.split())
"""Words that say nothing of what a text is about, folded."""
