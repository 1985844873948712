"""Players that have something to play, and one that has not."""

from __future__ import annotations

from copydesk.faults.dom import insert
from copydesk.faults.registry import fault, look_alike
from copydesk.site.elements import ARTICLE

PLAYER = '<video controls width="320" height="180"{}></video>'

fault("player-without-a-film", "video/no-source", "a player with nothing to play").by(
    insert("body", PLAYER.format(""), "beforeend"), kinds=ARTICLE
)
look_alike("player-with-a-film", "video/no-source", "a player whose film a script has given it").by(
    insert("body", PLAYER.format(' src="data:video/mp4;base64,AAAA" preload="none"'), "beforeend"),
    kinds=ARTICLE,
)
