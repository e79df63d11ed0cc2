"""What every such sentence is made of, and what the machine itself says."""

import inspect


class UserError(Exception):
    """That did not work. Try it again in a minute."""

    title = "That did not work"

    def __init__(self, *, quote: str | None = None, **facts: object) -> None:
        """`quote` is the person's own text, given back so that nothing typed is lost."""
        self.facts = facts
        self.quote = quote
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """What to do, in one sentence."""
        text = inspect.cleandoc(type(self).__doc__ or "").replace("\n", " ")
        return text.format(**self.facts)


class Busy(UserError):
    """The bot’s storage is busy with something else, so try it again in a minute."""

    title = "Nothing was saved"


class DiskFull(UserError):
    """The machine that runs the bot has no room left on its disk, so tell the person who runs it."""

    title = "Nothing was saved"
