"""What the buttons and modals of the question of the day are called."""

from bot.ui.routes import Route

ANSWER = Route("daily:answer:{post}")
HINT = Route("daily:hint:{post}")
HINT_STEP = Route("daily:hint:{post}:{step}")
REVEAL = Route("daily:reveal:{post}")
TRIED = Route("daily:tried:{post}")
TAB = Route("daily:tab:{post}:{tab:word}:{page}")
OTHERS = Route("daily:others:{post}:{position}")
WHOLE = Route("daily:whole:{post}:{position}")
SCORE = Route("daily:score:{post}")
HISTORY = Route("daily:history:{page}")
PICK = Route("daily:pick:{page}")

REMOVE = Route("series:remove:{series}:u{opener}", panel="/series remove")
KEEP = Route("series:keep:{series}:u{opener}", panel="/series remove")
RESUME = Route("series:resume:{series}:u{opener}", panel="/series pause")
PAUSE = Route("series:pause:{series}:u{opener}", panel="/series resume")
