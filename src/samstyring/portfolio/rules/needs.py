"""What holds of needs and ideas, and how alike two of them are."""

from samstyring.parties.names import search_key

from ..errors import NeedOver
from ..models import Need

LIVING_NEEDS = (Need.State.NEW, Need.State.STUDIED, Need.State.CANDIDATE, Need.State.DECLINED)


def require_living(need: Need) -> None:
    """Refuse to answer or support a need that was merged or withdrawn. Raises NeedOver."""
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
    alle berre blir burde dette deira deres digital digitale dykk eigne eller enkel etter felles fleire flere flest gjere
    gjore gjort heller hvor ikke ikkje innan kommune kommunane kommunar kommunen kommunene kommuner kunne korleis litt
    loysing loysinga losning losningen meir mellom mykje mindre mange noen noko nokon nokre noverande samen saman sidan
    sjolv skal skulle slik storre treng trenger tillegg under uten utan vart vere ville vaere vore
"""


EMPTY_WORDS = frozenset(_EMPTY.split())
"""Words that say nothing of what a text is about, folded."""
