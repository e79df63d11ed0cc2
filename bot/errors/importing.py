"""A file of a server’s own questions: why it is not looked at, and why an import cannot be made or undone."""

from bot.errors.base import UserError


class NoTextFile(UserError):
    """“{file}” is {kind} inside, whatever its name says; send your questions as YAML or CSV text."""

    title = "That is no text file"


class WrongEncoding(UserError):
    """“{file}” is written in {encoding}; save it again as UTF-8, which spreadsheets call “CSV UTF-8”."""

    title = "The encoding is not UTF-8"


class WhichForm(UserError):
    """“{file}” is named as neither .yaml nor .csv; name it by what it holds and send it again."""

    title = "YAML or CSV?"


class LooksLike(UserError):
    """“{file}” holds {form} by its looks; name it .{ending} and send it again."""

    title = "The name does not fit"


class FileTooLarge(UserError):
    """“{file}” has {size} KB and {limit} KB fit; split it and send the parts one after the other."""

    title = "That file is too large"


class TooManyAtOnce(UserError):
    """“{file}” holds {count} questions and {limit} fit; split it and send the parts one after the other."""

    title = "Too many questions at once"


class NoQuestionsInFile(UserError):
    """“{file}” holds no question; `/bank export` gives you a file to begin with."""

    title = "There is nothing in it"


class FileGone(UserError):
    """Discord no longer has “{file}”; run `/bank import` again and attach it anew."""

    title = "The file did not arrive"


class TooManyOwn(UserError):
    """There would be {count} questions of your own and {limit} fit; leave some out or remove old ones."""

    title = "Too many questions of your own"


class PreviewGone(UserError):
    """This preview is over, or its file is imported already; `/bank import` begins anew."""

    title = "Nothing was imported"


class BankChanged(UserError):
    """Someone changed the questions since this preview; send the file again to see what holds now."""

    title = "Nothing was imported"


class NothingToUndo(UserError):
    """No import is left that could be undone; `/server changes` lists what was done here."""

    title = "There is nothing to undo"


class QuestionsChanged(UserError):
    """{questions} changed after this import; export your questions, mend the file and import it instead."""

    title = "This cannot be undone any more"
