"""Record ids: `<slug>/<container>/<item>`, stable across rebuilds. Knows how places become ids and anchors."""

from __future__ import annotations

from collections.abc import Sequence

from dannguon.text import slugify

_HEAD = ("meta", "mo-dau")


def record_id(slug: str, place: Sequence[str]) -> str:
    """Join a slug and a place. A printed "/" inside a part becomes "-", white space and trailing dots go."""
    return "/".join([slug, *(_part(part) for part in place)])


def anchor(record: str) -> str:
    """The id after the slug with "/" as "-": the fragment of a record on its document's page."""
    return record.partition("/")[2].replace("/", "-")


def is_head(record: str) -> bool:
    """Whether a record is how its document begins: number, date and title, or what it is issued for."""
    return record.rpartition("/")[2] in _HEAD


def document_slug(number: str) -> str:
    """The slug of a document that the catalog does not name: 27-KH/BCĐTP → 27-kh-bcdtp."""
    return slugify(number)


def _part(part: str) -> str:
    return "".join(part.split()).rstrip(".").replace("/", "-")
