"""``landbridge serve``: the web server and the worker, together."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from landbridge.site.supervisor import Supervisor


class Command(BaseCommand):
    """Serves the house until it is stopped."""

    help = "Serve the house: web server and worker under one supervisor, until stopped."
    requires_system_checks = ()  # `landbridge prepare` has checked

    def add_arguments(self, parser: CommandParser) -> None:
        """Where, and with how many hands."""
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
        parser.add_argument("--threads", type=int, default=8, help="requests answered at once per process (default: 8)")
        parser.add_argument("--web-processes", type=int, help="default: 1 on SQLite, 2 on PostgreSQL; 0: no web server")
        parser.add_argument("--jobs", type=int, default=2, help="jobs that run at once (default: 2; 0: no worker)")

    def handle(
        self, *_args: Any, port: int, host: str, threads: int, web_processes: int | None, jobs: int, **_options: Any
    ) -> None:
        """Start both and keep them running."""
        if web_processes is None:
            web_processes = 1 if connection.vendor == "sqlite" else 2
        commands: dict[str, list[str]] = {}
        if web_processes:
            address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
            commands["web"] = [
                *(sys.executable, "-m", "gunicorn", "landbridge.site.wsgi", "--bind", address),
                *("--worker-class", "gthread", "--threads", str(threads), "--workers", str(web_processes)),
                *("--timeout", "120", "--graceful-timeout", "10", "--log-level", "warning", "--no-control-socket"),
            ]
            self.stderr.write(f"Landbridge is at http://{'localhost' if host == '127.0.0.1' else host}:{port}")
        if jobs:
            commands["worker"] = [sys.executable, "-m", "landbridge.site.command", "worker", "--processes", str(jobs)]
        Supervisor(commands).run()
