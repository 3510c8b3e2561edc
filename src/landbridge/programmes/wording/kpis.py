"""The KPI dictionary: codes that kinds of programmes are measured by, and what they are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KPIS: dict[str, Promise] = {
    "consult_n": _("Consultations"),
    "consult_amt": _("Amount discussed"),
    "prog_n": _("Contracts in progress"),
    "prog_amt": _("Amount in progress"),
    "signed_n": _("Contracts signed"),
    "signed_amt": _("Amount signed"),
    "export_amt": _("Real exports"),
    "conv12": _("Conversion after 12 months"),
    "confirmed_share": _("Confirmed by both"),
    "showup": _("Show-up"),
    "buyer_ok": _("Verified buyers"),
    "intp_n": _("Interpreted meetings"),
    "intp_sat": _("Rating of interpreters"),
    "mou_n": _("Memoranda signed"),
    "mou_rate": _("Memoranda fulfilled"),
    "fdi_plan": _("Investment planned"),
    "fdi_notified": _("Investment notified"),
    "fdi_arrived": _("Investment arrived"),
    "landed_n": _("Firms landed"),
    "talent_pd": _("Person-days exchanged"),
    "exch_n": _("Exchanges between governments"),
    "recip": _("Reciprocity"),
}
