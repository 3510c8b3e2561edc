"""Lists that a reader keeps for themselves."""

from __future__ import annotations

from django.db import transaction

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.directory.models import SavedView
from landbridge.directory.rules import Can
from landbridge.people.models import User


@transaction.atomic
def save_view(*, by: User, name: str, query: str, is_default: bool = False) -> SavedView:
    """Keep a list under a name that its owner has not used yet. Of default ones there is one: the last made so."""
    require(by, Can.KEEP_VIEW)
    if is_default:
        _clear_default(by)
    place = SavedView.objects.filter(user=by).count()
    view = SavedView.objects.create(user=by, name=name, query=query, is_default=is_default, position=place)
    record("directory.view_saved", view, by=by)
    return view


@transaction.atomic
def change_view(
    view: SavedView, *, by: User, name: str | None = None, query: str | None = None, is_default: bool | None = None
) -> SavedView:
    """Rename a list, keep it as it is now, or open it first; None leaves a part as it was."""
    require(by, Can.KEEP_VIEW, view)
    if is_default and not view.is_default:
        _clear_default(by)
    wanted = {"name": name, "query": query, "is_default": is_default}
    changed = [part for part, value in wanted.items() if value is not None and getattr(view, part) != value]
    for part in changed:
        setattr(view, part, wanted[part])
    if changed:
        view.save(update_fields=changed)
        record("directory.view_changed", view, by=by, changes={"fields": changed})
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: User) -> None:
    """Forget a list. What it listed is untouched."""
    require(by, Can.KEEP_VIEW, view)
    record("directory.view_deleted", view, by=by)
    view.delete()


def _clear_default(user: User) -> None:
    SavedView.objects.filter(user=user, is_default=True).update(is_default=False)
