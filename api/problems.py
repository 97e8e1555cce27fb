"""Errors over HTTP: RFC 9457 problem JSON with a sentence that a person can act on."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dannguon.api.store import UnknownConversation
from dannguon.errors import DanNguonError, KnowledgeBaseError, SourceError, UnknownRecord

MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: str, **extra: Any) -> JSONResponse:
    """One problem; `title` names the kind, `detail` says what to do about this one."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **extra}
    return JSONResponse(body, status, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Translate every error that people should read; anything else stays a bug with its trace."""
    app.exception_handler(DanNguonError)(_ours)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_http)


def _ours(request: Request, error: DanNguonError) -> JSONResponse:
    return problem_of(error)


def problem_of(error: DanNguonError) -> JSONResponse:
    """The problem that tells people about one of our errors."""
    match error:
        case UnknownRecord() | UnknownConversation():
            return problem(404, "Không tìm thấy", str(error))
        case SourceError():
            return problem(422, "Không đọc được tệp", str(error))
        case KnowledgeBaseError():
            return problem(503, "Chưa sẵn sàng", str(error))
        case _:
            return problem(500, "Lỗi", str(error))


def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
    places = [{"loc": list(e["loc"]), "message": e["msg"]} for e in error.errors()]
    first = places[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or "nội dung gửi"
    return problem(422, "Yêu cầu không hợp lệ", f"Trường {where}: {first['message']}.", errors=places)


def _http(request: Request, error: HTTPException) -> JSONResponse:
    return problem(error.status_code, "Không thực hiện được", str(error.detail))
