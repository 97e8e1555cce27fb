"""Why an answer is not exact, in sentences. Knows how each figure fails; hides nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from dannguon.eval.matching import is_any, normal, normal_id, states, states_count
from dannguon.eval.mechanical import wrong_values
from dannguon.eval.metrics import CELLS_TO_SPARE
from dannguon.eval.results import Result


def reasons(result: Result) -> Iterator[str]:
    """Yield what a person should look at, the gravest first; nothing for an answer without fault."""
    case, given = result.case, result.given
    answer = normal(given.answer)
    if result.error:
        yield f"lỗi: {result.error}"
    if given.abstained and case.answerable:
        yield "từ chối câu trả lời được"
    if not given.abstained and not case.answerable:
        yield "không từ chối"
    if not given.abstained:
        yield from (f"giá trị sai: {wrong}" for wrong in wrong_values(case, given))
    yield from (f"chuỗi bị cấm: {word}" for word in case.forbidden if normal(word) in answer)
    if case.answerable:
        yield from _about_records(result)
        yield from (f"thiếu dữ kiện: {words[0]}" for words in case.facts if not states(answer, words))
        if case.count is not None and not states_count(answer, case.count):
            yield f"số đếm phải là {case.count}"
        if (dumped := sum(normal(cell) in answer for cell in case.extra_fields)) > CELLS_TO_SPARE:
            yield f"nêu {dumped} ô không được hỏi"


def _about_records(result: Result) -> Iterator[str]:
    case, given = result.case, result.given
    if case.list_ids:
        cited = {normal_id(c.id) for c in given.citations}
        members = set(map(normal_id, case.list_ids))
        yield from (f"thiếu dòng: {i}" for i in case.list_ids if normal_id(i) not in cited)
        yield from (f"thừa dòng: {c.id}" for c in given.citations if normal_id(c.id) not in members)
        return
    for group in case.cite:
        if not any(is_any(c, group) for c in given.citations):
            yield f"thiếu dòng: {group[0].id or f'{group[0].doc} {list(group[0].lines)}'}"
    yield from (f"thừa dòng: {c.id}" for c in given.citations if not is_any(c, case.places))
    if given.citations and result.score.right_first == 0 and result.score.recall:
        yield "dòng đúng không đứng đầu"
    if result.score.supersession == 0:
        yield f"bản đã bị thay thế đứng đầu: {given.citations[0].id}"
