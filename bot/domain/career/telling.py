"""A line of the track as it is shown: what it says, what is known of that, and since when."""

from bot.domain.item import Fact, SeedLine, spoken


def told(line: SeedLine) -> tuple[str, ...]:
    """The sentences, in order. What was contradicted stays beside what holds."""
    return (*_claim(line), *([line.note] if line.note else ()))


def _claim(line: SeedLine) -> tuple[str, ...]:
    facts = [fact for fact in line.facts if fact.correction is None]
    known = tuple(_known(fact) for fact in facts)
    text = line.short if line.short.endswith("?") else f"{line.short.rstrip('.')}."
    match line.status:
        case "verified" if known:
            return known
        case "contradicted":
            holds = (_holds(fact) for fact in line.facts if fact.correction)
            return (f"The track says: {text}", *holds, *known)
        case "opinion":
            return (f"The track’s view: {text} Teams differ; ask your interviewer.", *known)
        case _:
            checked = "Undated." if known else "Undated; not checked."
            return (f"The track says: {text} {checked}", *known)


def _known(fact: Fact) -> str:
    return f"{fact.text.rstrip('.')} – as of {spoken(fact.as_of)} ({fact.source})."


def _holds(fact: Fact) -> str:
    return f"As of {spoken(fact.as_of)}: {(fact.correction or '').rstrip('.')} ({fact.source})."
