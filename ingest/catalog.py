"""catalog.yaml: what people know of a document that its own head does not say. Overrides heads, never rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from dannguon.errors import CatalogError
from dannguon.text import squeeze

FILE_NAME = "catalog.yaml"


class Entry(BaseModel):
    """One document. Every value but `file` may be left out; what is given replaces what the head says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    slug: str | None = None
    sha256: str | None = None
    number: str | None = None
    type: str | None = None
    title: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    signatory: str | None = None
    aliases: tuple[str, ...] = ()


class Catalog(BaseModel):
    """The documents of a corpus folder, in the order in which they are shown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    documents: tuple[Entry, ...] = ()

    def entry(self, file: str) -> Entry:
        """The entry for a file name; an empty one when the catalog does not list it."""
        return next((e for e in self.documents if e.file == file), Entry(file=file))


def load_catalog(folder: Path) -> Catalog:
    """Read `folder`/catalog.yaml; an absent one is empty. Raises CatalogError for keys or values it cannot have."""
    path = folder / FILE_NAME
    if not path.exists():
        return Catalog()
    try:
        catalog = Catalog.model_validate(yaml.safe_load(path.read_text("utf-8")) or {})
    except ValidationError as error:
        places = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise CatalogError(f"Danh mục {str(path)!r} cần sửa ở {places}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CatalogError(f"Danh mục {str(path)!r} không phải YAML: {squeeze(str(error))}.") from error
    slugs = [entry.slug for entry in catalog.documents if entry.slug]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise CatalogError(f"Danh mục {str(path)!r} dùng mã {slug!r} cho hai văn bản; hãy đổi một mã.")
    return catalog
