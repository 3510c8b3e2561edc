"""The database wrapper that passes the write gate before it writes.

Django looks for ``DatabaseWrapper`` in a module called ``base`` inside the package that ``ENGINE`` names.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base as sqlite3

from landbridge.base.sqlite.gate import Gate, GateClosed

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER", "VACUUM", "REINDEX")


class DatabaseWrapper(sqlite3.DatabaseWrapper):
    """Enters the gate at BEGIN, leaves it at COMMIT, ROLLBACK or when the connection closes.

    A single write outside a transaction passes the gate for itself. A database in memory has no gate,
    and ``OPTIONS = {"write_gate": False}`` takes it away.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gate: Gate | None = None
        self.execute_wrappers.append(self._pass_single_write)

    def get_connection_params(self) -> dict[str, Any]:
        """Django's parameters, less our own option."""
        parameters: dict[str, Any] = super().get_connection_params()
        wanted = parameters.pop("write_gate", True)
        if self.gate is not None:
            self.gate.close()
        self.gate = None
        if wanted and not self.is_in_memory_db():
            path = Path(f"{self.settings_dict['NAME']}.write-lock")
            self.gate = Gate(path, seconds=float(parameters.get("timeout", 20.0)))
        return parameters

    def _start_transaction_under_autocommit(self) -> None:
        self._enter()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        # Only now: a commit that failed leaves the transaction open, and a rollback follows.
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self.gate is not None:
                self.gate.close()

    def _pass_single_write(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: dict[str, Any],
    ) -> Any:
        """Hold the gate for one statement, if no transaction holds it already."""
        if (
            self.in_atomic_block
            or self.gate is None
            or self.gate.held
            or not sql.lstrip()[:7].upper().startswith(_WRITES)
        ):
            return execute(sql, params, many, context)
        self._enter()
        try:
            return execute(sql, params, many, context)
        finally:
            self._leave()

    def _enter(self) -> None:
        if self.gate is None or self.gate.held:
            return
        try:
            self.gate.enter()
        except GateClosed as error:
            # The words SQLite itself uses, so that whoever handles one handles the other.
            raise OperationalError(f"database is locked: {error}") from error

    def _leave(self) -> None:
        if self.gate is not None:
            self.gate.leave()
