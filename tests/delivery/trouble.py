"""The ways in which one request goes wrong."""

from tests.loopback import Loopback

WAYS = ["500", "502", "503", "408", "429", "proxy", "drop", "hang"]


def spoil(world: Loopback, request: tuple[str, str], way: str, *, after: bool = False) -> None:
    """Let one request go wrong, before or after it is carried out."""
    match way:
        case "drop":
            world.drop(*request, after=after)
        case "hang":
            world.hang(*request, after=after)
        case "429":
            world.fail(*request, status=429, retry_after=30, after=after)
        case "proxy":
            world.fail(*request, status=429, proxy_made=True, after=after)
        case _:
            world.fail(*request, status=int(way), after=after)
