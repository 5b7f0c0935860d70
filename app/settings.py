"""Settings, from the environment or a file `.env`: each is BUDGETGRAPH_ and its name, except PORT, which will do."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from app.variables import Unknown, unknown_among, without_links
from graph.errors import SettingError
from schema.limits import Limits

ROOT = Path(__file__).resolve().parents[1]
_DEFAULTS = Limits()
_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#\s]+", re.IGNORECASE)


class Settings(BaseSettings):
    """How this installation runs; every field has a default that suits a laptop."""

    model_config = SettingsConfigDict(
        env_prefix="BUDGETGRAPH_",
        env_file=".env",
        extra="ignore",
        frozen=True,
        populate_by_name=True,
        allow_inf_nan=False,
    )

    host: str = Field(default="127.0.0.1", description="The address to listen on; 0.0.0.0 for all.")
    port: int = Field(
        default=8000,
        ge=0,
        le=65_535,
        validation_alias=AliasChoices("BUDGETGRAPH_PORT", "PORT"),
        description="The port to listen on; 0 for any that is free.",
    )
    database: str = Field(
        default="sqlite:///var/budgetgraph.db", description="The address of the store, as SQLAlchemy writes it."
    )
    engine: Literal["memory", "sql"] = Field(
        default="memory",
        description="What answers: the release loaded into memory, or its database, for what does not fit.",
    )
    log_format: Literal["console", "json"] = Field(default="console", description="Lines for people or for programs.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="The least to log.")
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("*",), description="Origins whose pages may ask, with commas between: https://example.org; * for all."
    )
    suggestions: bool = Field(default=True, description='Whether errors about names say "Did you mean".')
    workers: int = Field(
        default=1, ge=0, le=256, description="How many processes answer; 0 for one a core. They share what is loaded."
    )
    grace_seconds: int = Field(
        default=30, ge=0, description="How long requests in flight may take when the server is asked to stop."
    )
    head_bytes: int = Field(default=64 * 2**10, ge=1_000, description="The longest request line and headers together.")
    head_seconds: float = Field(default=30.0, gt=0, description="The longest time for these to arrive.")
    body_bytes: int = Field(default=1_000_000, ge=1_000, description="The largest request body.")
    body_seconds: float = Field(default=30.0, gt=0, description="The longest time for a request body to arrive.")
    cached_documents: int = Field(default=1_000, ge=0, description="How many documents are kept parsed.")
    cached_document_bytes: int = Field(
        default=64 * 2**20, ge=0, description="How much memory the parsed documents may take, as estimated."
    )
    cached_fragment_bytes: int = Field(
        default=64 * 2**20, ge=0, description="How much memory entities as JSON may take, for each release in use."
    )
    cached_reply_bytes: int = Field(
        default=64 * 2**20, ge=0, description="How much memory replies may take that are kept for the same request."
    )
    cache_control: str = Field(
        default="public, max-age=0, must-revalidate",
        description="What caches on the way are told of answers to GET: as it is, to ask each time whether they last.",
    )
    trusted_documents: Path | None = Field(
        default=None, description="A JSON file of documents that are named by their `documentId`: texts by id."
    )
    trusted_only: bool = Field(default=False, description="Whether all but the trusted documents are refused.")
    examples: Path = Field(default=ROOT / "docs" / "examples", description="The pages GraphiQL's tabs are made from.")
    graphiql: Path = Field(default=ROOT / "app" / "static" / "graphiql", description="The built page of GraphiQL.")

    archive: Path = Field(
        default=Path("var/archive"), description="The folder that keeps every ingested document as it was received."
    )
    corrections: Path = Field(
        default=Path("var/corrections.csv"), description="The file of human decisions; there need not be one."
    )
    keys: Path = Field(
        default=Path("var/keys"), description="The file of hashed API keys; without a key nobody can ingest over HTTP."
    )
    upload_bytes: int = Field(default=100_000_000, ge=1_000, description="The largest request with files.")
    upload_files: int = Field(default=100, ge=1, description="How many files a request may have.")
    upload_seconds: float = Field(default=300.0, gt=0, description="The longest time for files to arrive.")
    poll_seconds: float = Field(
        default=2.0, gt=0, description="How often the store is asked whether there is a newer release."
    )
    kept_releases: int = Field(default=2, ge=0, description="How many older releases are kept loaded once asked for.")

    max_characters: int = Field(default=_DEFAULTS.characters, ge=1, description="Characters of a document.")
    max_tokens: int = Field(default=_DEFAULTS.tokens, ge=1, description="Tokens of a document.")
    max_depth: int = Field(default=_DEFAULTS.depth, ge=1, description="Fields within fields.")
    max_aliases: int = Field(default=_DEFAULTS.aliases, ge=0, description="Fields with an alias.")
    max_directives: int = Field(default=_DEFAULTS.directives, ge=0, description="Directives.")
    max_root_fields: int = Field(default=_DEFAULTS.root_fields, ge=1, description="Fields on the outermost level.")
    max_cost: int = Field(default=_DEFAULTS.cost, ge=1, description="Values in an answer, as estimated.")

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        return tuple(filter(None, map(str.strip, given.split(",")))) if isinstance(given, str) else given

    @field_validator("cors_origins")
    @classmethod
    def _check_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        """Refuse what no browser sends as an origin: it would be compared in vain."""
        wrong = [each for each in origins if each != "*" and not _ORIGIN.fullmatch(each)]
        if wrong:
            raise ValueError("origins such as https://example.org, without a path, with commas between; or *")
        return origins

    @field_validator("log_level", "log_format", "engine", mode="before")
    @classmethod
    def _lower(cls, given: object) -> object:
        return given.lower() if isinstance(given, str) else given

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - as the library calls it
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Where settings come from: the arguments, the environment without an orchestrator's links, and `.env`."""
        if isinstance(env_settings, EnvSettingsSource):
            env_settings.env_vars = without_links(env_settings.env_vars)
        return init_settings, env_settings, dotenv_settings, file_secret_settings

    @property
    def limits(self) -> Limits:
        """The limits of operations."""
        return Limits(
            characters=self.max_characters,
            tokens=self.max_tokens,
            depth=self.max_depth,
            aliases=self.max_aliases,
            directives=self.max_directives,
            root_fields=self.max_root_fields,
            cost=self.max_cost,
        )


def settings_from_environment() -> Settings:
    """The settings of this process; SettingError naming the first variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        expected = first["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
        raise SettingError(_variable(str(first["loc"][0])), first["input"], expected) from None


def unknown_variables() -> list[Unknown]:
    """The variables of this process and of `.env` that carry our prefix and are no setting."""
    given = {**EnvSettingsSource(Settings).env_vars, **DotEnvSettingsSource(Settings).env_vars}
    return unknown_among(given, Settings.model_fields)


def _variable(name: str) -> str:
    """The variable that a setting was read from; the library names the first of several."""
    variable = f"BUDGETGRAPH_{name.upper()}".replace("BUDGETGRAPH_BUDGETGRAPH_", "BUDGETGRAPH_")
    return "PORT" if variable == "BUDGETGRAPH_PORT" and variable not in os.environ else variable
