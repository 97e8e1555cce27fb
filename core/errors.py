"""What can go wrong, as people should read it.

DanNguonError            shown to people as its sentence; everything else is a bug
├── SourceError          a file that cannot be read; the other files still build
│   ├── UnreadableFile   missing, empty, binary or in an encoding we do not read
│   ├── UnknownForm      text without a table header or outline that a reader knows
│   └── SecretFile       its head carries a secrecy mark; it is not stored
├── CatalogError         corpus/catalog.yaml says something impossible
├── KnowledgeBaseError   no knowledge base here, or one that this version cannot open
│   └── UnknownRecord    an id that is cited but not in the knowledge base
├── ServerGone           the server under evaluation stopped answering
├── ModelError           the embedding model cannot be rebuilt or loaded
└── SuiteError           an evaluation suite that contradicts itself or the records
"""


class DanNguonError(Exception):
    """An error whose message is a sentence that a person can act on."""


class SourceError(DanNguonError):
    """A source file that gives no records; names the file and what to do."""


class UnreadableFile(SourceError):
    """Missing, empty, binary, or in an encoding we do not read."""


class UnknownForm(SourceError):
    """Readable text that no reader knows how to take apart."""


class SecretFile(SourceError):
    """The head of the file carries a secrecy mark; nothing of it is stored."""


class CatalogError(DanNguonError):
    """The catalog of a corpus is wrong."""


class KnowledgeBaseError(DanNguonError):
    """No knowledge base, or not one of ours."""


class UnknownRecord(KnowledgeBaseError):
    """A record id that the knowledge base does not hold."""


class ServerGone(DanNguonError):
    """The server that is being evaluated stopped answering; nothing more can be asked."""


class ModelError(DanNguonError):
    """The embedding model cannot be rebuilt or loaded."""


class SuiteError(DanNguonError):
    """A suite file that contradicts itself or the records; names file and line."""
