"""One module per kind of text; each turns numbered lines into rows. Picks the one that knows a source."""

from __future__ import annotations

from types import ModuleType

from dannguon.errors import UnknownForm
from dannguon.ingest.readers import line_broken, ocr_table, slides, tab_tables
from dannguon.ingest.reading import Reading, Source

READERS: tuple[ModuleType, ...] = (tab_tables, ocr_table, line_broken, slides)
"""From the most to the least particular form: the first that recognises a source reads it."""


def read(source: Source) -> tuple[str, Reading]:
    """The name of the form and the reading of `source`; raises UnknownForm when no reader knows it."""
    for reader in READERS:
        if reader.recognises(source):
            return reader.__name__.rpartition(".")[2], reader.read(source)
    raise UnknownForm(
        f"Tệp {source.path.name!r} không có đầu bảng hay đề mục nào mà hệ thống biết; "
        "hãy kiểm tra tệp có đúng là văn bản kế hoạch, báo cáo hoặc bản tin không."
    )
