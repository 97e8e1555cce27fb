"""A server of the contract on this machine, for tests that ask by URL."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


@contextmanager
def serving(answer: Callable[[dict[str, Any]], dict[str, Any] | None]) -> Iterator[str]:
    """Serve `answer` and yield the address; None is an error of the server. The request has its path and key too."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            response = answer(body | {"path": self.path, "authorization": self.headers["Authorization"]})
            self.send_response(500 if response is None else 200)
            self.end_headers()
            self.wfile.write(json.dumps(response).encode())

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
