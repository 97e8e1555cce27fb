"""Small cases and answers that tests change one thing of."""

import json

from dannguon.eval.cases import Case


def case(**changes: object) -> Case:
    """A case about one row of an invented plan: who leads, and when it is due."""
    form = {
        "id": "c1",
        "category": "field_lookup",
        "lang": "vi",
        "turns": ["Ai chủ trì và thời hạn?"],
        "answerable": True,
        "cite": [[{"id": "ke-hoach/PL1/7", "doc": "ke-hoach", "lines": [40, 41]}]],
        "facts": [["Sở Nội vụ"], ["Quý I/2026", "quý 1 năm 2026"]],
        "extra_fields": ["Sở Y tế", "UBND Thành phố", "Đề án"],
    }
    return Case.model_validate_json(json.dumps(form | changes))


def members(*numbers: int) -> list[str]:
    return [f"ke-hoach/PL1/{n}" for n in numbers]


def list_case(*numbers: int, **changes: object) -> Case:
    """A case whose answer is the complete set of rows `numbers`."""
    groups = [[{"id": i, "doc": "ke-hoach", "lines": [n, n]}] for n, i in zip(numbers, members(*numbers), strict=True)]
    return case(**{"cite": groups, "facts": [], "list_ids": members(*numbers), "category": "list_filter"} | changes)


def refused_case(**changes: object) -> Case:
    return case(**{"answerable": False, "cite": [], "facts": [], "category": "unanswerable"} | changes)


RIGHT = {
    "answer": "Sở Nội vụ chủ trì, Quý I/2026 [1].",
    "citations": [
        {
            "n": 1,
            "id": "ke-hoach/PL1/7",
            "document": "ke-hoach",
            "lines": [40, 41],
            "fields": {"lead_agency": {"text": "Sở Nội vụ"}, "due": {"text": "Quý I/2026"}},
        }
    ],
    "claims": [
        {"text": "Sở Nội vụ", "field": "lead_agency", "citations": [1]},
        {"text": "Quý I/2026", "field": "due", "citations": [1]},
    ],
}
"""A response that is exact for `case()`."""
