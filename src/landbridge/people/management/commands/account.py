"""``landbridge account``: open an account from the command line, the first one above all."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from landbridge.people.actions.accounts import open_account
from landbridge.people.models import Side, User


class Command(BaseCommand):
    """Opens a manager's account; the password is typed, or comes from standard input."""

    help = "Open a manager's account. The password is asked for, or read from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who."""
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--side", choices=[side for side in Side.values if side], default="")

    def handle(self, *_args: Any, email: str, name: str, side: str, **_options: Any) -> None:
        """Open it."""
        password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
        try:
            validate_password(password, User(email=email, name=name))
            user = open_account(email=email, name=name, side=side, password=password, by=None)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(f"{user.email} can sign in.")
