"""Published tables of codes, and the codes proposed from them beside the fields of a profile."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from landbridge.base.access import allowed, needs
from landbridge.base.sheets import Refused
from landbridge.directory.queries.organisations import editable_organisations
from landbridge.directory.rules import Can as Directory
from landbridge.directory.views.places import reader
from landbridge.matching.actions.tables import import_table, put_in_force, remove_table
from landbridge.matching.forms.tables import CodeTableForm
from landbridge.matching.models import CodeTable
from landbridge.matching.planning.coding import propose_codes
from landbridge.matching.rules.terms import Can
from landbridge.matching.workbook.code_tables import BadCodeTable, ReadTable, read_code_table, refusal


@require_http_methods(["GET"])
@needs(Can.SEE_TERMS)
def codes(request: HttpRequest) -> HttpResponse:
    """The tables there are."""
    context = {
        "tables": CodeTable.objects.select_related("by"),
        "may_keep": allowed(reader(request), Can.KEEP_TABLES),
    }
    return render(request, "matching/codes.html", context)


@require_http_methods(["GET", "POST"])
@needs(Can.KEEP_TABLES)
def codes_import(request: HttpRequest) -> HttpResponse:
    """Take one in. Rows that are no codes are named and left out."""
    form = CodeTableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data.pop("file")
        content = file.read()
        name = "".join(sign for sign in file.name if sign.isprintable())[:200]
        try:
            read = read_code_table(content, name, form.cleaned_data["scheme"])
            table = import_table(
                read.lines,
                by=reader(request),
                name=name,
                sha256=hashlib.sha256(content).hexdigest(),
                **form.cleaned_data,
            )
        except Refused as refused:
            form.add_error("file", refusal(refused))
        except BadCodeTable as bad:
            form.add_error("file", bad.message())
        except ValidationError as error:
            form.add_error("file", error)
        else:
            said = ngettext("%(count)s code was taken in.", "%(count)s codes were taken in.", table.rows)
            messages.success(request, said % {"count": table.rows})
            if not read.left_out:
                return redirect("matching:codes")
            return render(request, "matching/codes_imported.html", _left_out(table, read))
    return render(request, "matching/codes_import.html", {"form": form}, status=422 if form.errors else 200)


def _left_out(table: CodeTable, read: ReadTable) -> dict[str, object]:
    faults = [fault.message() for fault in read.faults]
    return {"table": table, "faults": faults, "more": read.left_out - len(faults), "left_out": read.left_out}


@require_POST
@needs(Can.KEEP_TABLES)
def codes_use(request: HttpRequest, table_id: int) -> HttpResponse:
    """Propose codes from this edition."""
    put_in_force(get_object_or_404(CodeTable, pk=table_id), by=reader(request))
    return redirect("matching:codes")


@require_POST
@needs(Can.KEEP_TABLES)
def codes_remove(request: HttpRequest, table_id: int) -> HttpResponse:
    """Take a table away."""
    remove_table(get_object_or_404(CodeTable, pk=table_id), by=reader(request))
    messages.success(request, _("The table was removed. Codes that were chosen from it stay."))
    return redirect("matching:codes")


@require_GET
@needs(Directory.EDIT_ORGANISATION)
def codes_proposed(request: HttpRequest, organisation_id: int, scheme: str) -> HttpResponse:
    """A list of codes to pick from, for a text being written or, without one, for all that is offered."""
    organisation = get_object_or_404(editable_organisations(reader(request)), pk=organisation_id)
    if scheme not in CodeTable.Scheme.values:
        raise Http404
    text = next((str(value) for name, value in request.GET.items() if name.endswith("text") and str(value).strip()), "")
    if not text:
        text = " ".join(organisation.items.filter(kind="offer", is_open=True).values_list("text", flat=True))
    context = {
        "proposals": propose_codes(text, scheme, language=get_language() or "en"),
        "has_table": CodeTable.objects.filter(scheme=scheme, is_current=True).exists(),
        "has_text": bool(text.strip()),
        "scheme": scheme,
    }
    return render(request, "matching/parts/codes_proposed.html", context)
