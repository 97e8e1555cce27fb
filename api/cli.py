"""The command line: build, ask, search, records, serve, feedback, eval, doctor. Draws what the stages yield."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Generator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from dannguon.errors import DanNguonError
from dannguon.progress import Progress
from dannguon.settings import Settings
from dannguon.text import squeeze

app = typer.Typer(
    name="dannguon",
    help="Trả lời có dẫn nguồn trên văn bản chính sách – row-cited answers over policy documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

T = TypeVar("T")


def main() -> None:
    """Run the command line; an error that people should read is one sentence on stderr, exit code 1."""
    try:
        app()
    except DanNguonError as error:
        typer.secho(str(error), err=True, fg=typer.colors.RED)
        raise SystemExit(1) from None


@app.command()
def build(
    files: Annotated[list[Path] | None, typer.Argument(help="thêm các tệp này vào kho hiện có")] = None,
) -> None:
    """Dựng kho tri thức từ thư mục corpus/ (không tham số), hoặc thêm các tệp vào kho."""
    from dannguon.api.building import build as steps

    built = _draw(steps(Settings(), files or ()))
    state = f"{built.records} bản ghi, phiên bản {built.revision}"
    typer.echo(f"Đã dựng kho: {state}." if built.changed else f"Kho không đổi: {state}.")
    for problem in built.problems:
        typer.secho(problem, err=True, fg=typer.colors.YELLOW)
    if built.problems:
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="câu hỏi, tiếng Việt hoặc tiếng Anh")],
    as_json: Annotated[bool, typer.Option("--json", help="in câu trả lời dạng JSON của API")] = False,
    as_of: Annotated[str | None, typer.Option(help="ngày hỏi, 2026-03-15; mặc định hôm nay")] = None,
) -> None:
    """Hỏi một câu; câu trả lời dẫn đúng dòng của văn bản."""
    from dannguon.answer.contract import answer_to_json, request_from_json

    assistant = _assistants().current()
    data = {"messages": [{"role": "user", "content": question}], "as_of": as_of}
    answer = answer_to_json(assistant.ask(request_from_json(data, date.today())), assistant.kb)
    if as_json:
        _print_json(answer)
        return
    typer.echo(answer["answer"])
    for citation in answer["citations"]:
        first, last = citation["lines"]
        lines = f"dòng {first}" if first == last else f"dòng {first}–{last}"
        typer.echo(f"[{citation['n']}] {citation['label']} ({lines})")
    for warning in answer["warnings"]:
        typer.echo(f"Lưu ý: {warning}")
    if answer["abstained"]:
        for near in answer["nearest"]:
            typer.echo(f"  gần nhất: {near['label']}: {near['title'][:100]}")


@app.command()
def search(
    question: str,
    k: Annotated[int, typer.Option("-k", help="số bản ghi")] = 10,
    explain: Annotated[bool, typer.Option("--explain", help="in cách câu hỏi được hiểu và điểm từng phần")] = False,
) -> None:
    """Tìm các bản ghi gần câu hỏi nhất."""
    from dannguon.labels import label

    assistant = _assistants().current()
    if explain:
        for line in assistant.explain(question):
            typer.echo(line)
    for hit in assistant.search(question, k):
        record = assistant.kb.get(hit.id)
        typer.echo(f"{hit.score:7.3f}  {record.id:32}  {label(record, assistant.kb.document(record.document))}")
        typer.echo(f"         {squeeze(record.title)[:110]}")
        if explain:
            typer.echo("         " + "  ".join(f"{part} {score:.3f}" for part, score in hit.parts.items()))


@app.command()
def records(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="mỗi bản ghi một dòng JSON")] = False,
    document: Annotated[str | None, typer.Option(help="chỉ văn bản này")] = None,
) -> None:
    """In mọi bản ghi của kho."""
    from dannguon.codec import record_to_json
    from dannguon.kb import KnowledgeBase

    for record in KnowledgeBase.open(Settings().home).records:
        if document is None or record.document == document:
            if jsonl:
                sys.stdout.write(json.dumps(record_to_json(record), ensure_ascii=False) + "\n")
            else:
                typer.echo(f"{record.id:40} {record.kind.value:12} {squeeze(record.title)[:90]}")


@app.command()
def doctor(
    every: Annotated[bool, typer.Option("--all", help="in từng phát hiện, không chỉ số lượng")] = False,
) -> None:
    """Cho biết kho còn nghi ngờ điều gì: số nhảy, cơ quan lạ, ô trống, dòng không thành bản ghi."""
    from dannguon.kb import KnowledgeBase

    kb = KnowledgeBase.open(Settings().home)
    typer.echo(f"Kho {kb.revision}: {len(kb.documents)} văn bản, {len(kb.records)} bản ghi.")
    for document in kb.documents:
        found = [f for f in kb.findings if f.document == document.slug]
        kinds = Counter(r.kind.value for r in kb.records if r.document == document.slug)
        typer.echo(f"\n{document.slug}: " + ", ".join(f"{n} {kind}" for kind, n in kinds.items()))
        for check, n in Counter(f.check for f in found).items():
            typer.echo(f"  {check}: {n}")
        for finding in found if every else [f for f in found if f.check in ("gap", "lost_line", "changed_file")]:
            place = finding.record or (finding.lines and f"dòng {finding.lines[0]}") or ""
            typer.echo(f"    {finding.check} {place}: {finding.message}")


@app.command()
def feedback() -> None:
    """In các nhận xét của người dùng (đúng, sai dòng, thiếu), mỗi nhận xét một dòng JSON, để soạn thêm câu kiểm thử."""
    from dannguon.api.store import Store

    for given in Store.of(Settings().home).feedback():
        sys.stdout.write(json.dumps(given, ensure_ascii=False) + "\n")


@app.command()
def serve() -> None:
    """Chạy dịch vụ: API và trang web."""
    import uvicorn

    from dannguon.api.app import create_app

    settings = Settings()
    _assistants().current()
    typer.echo(f"Dẫn Nguồn đang chạy ở http://{settings.host}:{settings.port}/")
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning")


@app.command(name="eval")
def evaluate(
    questions: Annotated[list[Path] | None, typer.Option(help="tệp câu hỏi; mặc định bộ câu hỏi kèm theo")] = None,
    url: Annotated[str | None, typer.Option(help="hỏi một dịch vụ đang chạy")] = None,
    key: Annotated[str | None, typer.Option(help="mã truy cập của dịch vụ đó")] = None,
    twins: Annotated[bool, typer.Option("--twins", help="hỏi lại không dấu, gõ sai, chữ hoa")] = False,
    peers: Annotated[bool, typer.Option("--peers", help="so với LangChain, BM25 trên cùng kho")] = False,
    ablate: Annotated[bool, typer.Option("--ablate", help="bỏ từng phần của tìm kiếm")] = False,
    external: Annotated[Path | None, typer.Option(help="thư mục bộ XQuAD-vi, PubHealthQA")] = None,
    out: Annotated[Path | None, typer.Option(help="nơi ghi câu trả lời và trang báo cáo")] = None,
    gate: Annotated[bool, typer.Option("--gate", help="báo lỗi khi kém hơn mức đã ghi")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="ghi kết quả này làm mức mới")] = False,
) -> None:
    """Đo độ đúng của câu trả lời và trích dẫn."""
    from rich.console import Console

    from dannguon.eval.command import QUESTIONS, Wishes
    from dannguon.eval.command import evaluate as measure

    wishes = Wishes(
        questions=questions or QUESTIONS,
        url=url,
        key=key,
        twins=twins,
        peers=peers,
        ablate=ablate,
        external=external,
        out=out,
        gate=gate,
        accept=accept,
    )
    raise typer.Exit(measure(wishes, Settings(), Console()))


def _assistants() -> Any:
    from dannguon.answer.ask import Assistants

    settings = Settings()
    return Assistants(settings.home, settings.cache, settings.embedding)


def _draw(steps: Generator[Progress, None, T]) -> T:
    """Run a generator of progress to its end; a bar on a terminal, a line a stage elsewhere. Returns its result."""
    from rich.console import Console
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    with Bars(console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, Any] = {}
        while True:
            try:
                step = next(steps)
            except StopIteration as stop:
                result: T = stop.value
                return result
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(step.stage, total=step.total)
                if not console.is_terminal:
                    typer.echo(f"{step.stage} …", err=True)
            bars.update(tasks[step.stage], completed=step.done, total=step.total)


def _print_json(data: dict[str, Any]) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
