"""The settings, read once from the environment and `.env`."""

import re
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DISCORD_API = "https://discord.com/api/v10"


class BadSettings(Exception):
    """One line for each fault, all of them at once."""


class Settings(BaseSettings):
    """What an operator can choose; everything but the token has a default."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    discord_token: SecretStr | None = None
    discord_token_file: Path | None = None
    database_url: str | None = None
    loopmate_data: Path = Path("data")
    loopmate_log: Literal["json", "console"] = "console"
    loopmate_discord_api: str = DISCORD_API

    @field_validator("discord_token")
    @classmethod
    def _without_space(cls, token: SecretStr | None) -> SecretStr | None:
        bare = token.get_secret_value().strip() if token is not None else ""
        return SecretStr(bare) if bare else None

    # Looked at with the other settings, so that its fault is told with theirs.
    @field_validator("discord_token_file")
    @classmethod
    def _readable(cls, file: Path | None, found: ValidationInfo) -> Path | None:
        if file is not None and found.data.get("discord_token") is None:
            _read_token(file)
        return file

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, url: str | None) -> str | None:
        if url is None or (url.startswith("sqlite:///") and url != "sqlite:///"):
            return url
        if not url.startswith("postgresql://"):
            raise ValueError("must start with postgresql://, or with sqlite:/// and name a file")
        _check_port(url)
        return url

    @field_validator("loopmate_discord_api")
    @classmethod
    def _whole_base(cls, url: str) -> str:
        base = url.rstrip("/")
        if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", base):
            raise ValueError(f"must be an address such as {DISCORD_API}")
        _check_port(base)
        return base

    @model_validator(mode="after")
    def _token_from_file(self) -> Self:
        if self.discord_token is None and self.discord_token_file is not None:
            self.discord_token = _read_token(self.discord_token_file)
        return self

    @property
    def database(self) -> str:
        """The database’s address: as set, else a file in the data folder."""
        if self.database_url is not None:
            return self.database_url
        return f"sqlite:///{(self.loopmate_data / 'loopmate.db').resolve()}"


def _read_token(file: Path) -> SecretStr:
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"cannot be read: {error}") from None
    if not token:
        raise ValueError(f"{file} is empty")
    return SecretStr(token)


def _check_port(url: str) -> None:
    # A password may hold anything, and is told to nobody.
    address = url.partition("://")[2].rpartition("@")[2]
    try:
        _ = urlsplit(f"//{address}").port
    except ValueError:
        raise ValueError("names a host or port that cannot be read") from None


def read() -> Settings:
    """The settings, or `BadSettings` with every fault in one message."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [
            f"{'.'.join(str(part) for part in fault['loc']).upper() or 'SETTINGS'}: "
            f"{fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors(include_input=False)
        ]
        raise BadSettings("\n".join(lines)) from None
