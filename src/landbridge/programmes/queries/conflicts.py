"""Who must not judge whose application, and why.

The codes are those of ``wording.screening.CONFLICTS``. Organisations that were merged count as one. All of it is
looked up for many at once: a fixed number of queries, however many evaluators and applications.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from landbridge.directory.models import Contact, Editorship, Organisation
from landbridge.people.models import Grant, Person, Purpose, Role, User
from landbridge.people.rules import OTHER_SIDE, is_border_open
from landbridge.programmes.models import Application, EmployerTie
from landbridge.programmes.queries.mail_domains import domain_of_address, domain_of_website
from landbridge.programmes.wording.screening import CONFLICTS

#: Who reads the marks as they come in gives none: a role can be switched, and what was seen is not forgotten.
OFFICE = (Role.MANAGER, Role.AUDITOR)
Pair = tuple[int, int]  #: of an evaluator's account and an application
_BY_KIND = {"employer": "employer", "former": "former_employer", "declared": "declared"}


@dataclass(slots=True)
class _Judge:
    """What is known of somebody who judges: their organisations by the code of the tie, their domains and sides."""

    tied: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    domains: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    is_office: bool = False  # holds a role of those who read the marks, whether they act in it now or not


@dataclass(slots=True)
class _Applicant:
    """What is known of who applies: their organisations, domains, and whose account acts for them."""

    organisations: set[int] = field(default_factory=set)
    domains: set[str] = field(default_factory=set)
    accounts: set[int] = field(default_factory=set)
    hidden_from: set[str] = field(default_factory=set)  # sides to which a person is not shown


def conflict_between(user: User, application: Application) -> str:
    """The code of what keeps somebody from judging an application, or an empty string."""
    return conflicts_among([user], [application]).get((user.pk, application.pk), "")


def conflicts_among(users: Iterable[User], applications: Iterable[Application]) -> dict[Pair, str]:
    """The conflicts between accounts and applications: of several the first in the order of ``CONFLICTS``."""
    judges, applicants = list(users), list(applications)
    if not judges or not applicants:
        return {}
    root = _Roots()
    known = _judges(judges, root)
    applying = _applicants(applicants, root)
    found = {}
    for judge_id, judge in known.items():
        for application_id, applicant in applying.items():
            codes = _between(judge_id, judge, applicant)
            if codes:
                found[judge_id, application_id] = min(codes, key=list(CONFLICTS).index)
    return found


def _between(judge_id: int, judge: _Judge, applicant: _Applicant) -> set[str]:
    codes = {code for one in applicant.organisations for code in judge.tied.get(one, ())}
    if judge_id in applicant.accounts:
        codes.add("same_person")
    if judge.domains & applicant.domains:
        codes.add("mail_domain")
    if judge.is_office:
        codes.add("office")
    if judge.sides & applicant.hidden_from and not judge.sides - applicant.hidden_from:
        codes.add("border")
    return codes


class _Roots:
    """Of a merged organisation the one that stands for it today."""

    def __init__(self) -> None:
        merged = Organisation.objects.filter(merged_into__isnull=False)
        self._into: Mapping[int, int] = dict(merged.values_list("pk", "merged_into_id"))

    def __call__(self, number: int) -> int:
        while number in self._into:
            number = self._into[number]
        return number


def _judges(users: list[User], root: _Roots) -> dict[int, _Judge]:
    judges = {user.pk: _Judge() for user in users}
    for user in users:
        judges[user.pk].domains.add(domain_of_address(user.email))
    grants = Grant.objects.filter(user__in=users, role__in=(Role.JUDGE, *OFFICE), ended_at=None)
    for user_id, role, side in grants.values_list("user_id", "role", "side"):
        if role == Role.JUDGE:
            judges[user_id].sides.add(side)
        else:
            judges[user_id].is_office = True
    for user_id, email in Person.objects.filter(user__in=users).values_list("user_id", "email"):
        if user_id is not None:
            judges[user_id].domains.add(domain_of_address(email))
    ties = EmployerTie.objects.filter(user__in=users, ended_at=None)
    for user_id, organisation_id, kind in ties.values_list("user_id", "organisation_id", "kind"):
        judges[user_id].tied[root(organisation_id)].add(_BY_KIND[kind])
    editing = Editorship.objects.filter(invitation__accepted_by__in=users)
    for user_id, organisation_id, ended in editing.values_list(
        "invitation__accepted_by_id", "organisation_id", "ended_at"
    ):
        if user_id is not None:
            judges[user_id].tied[root(organisation_id)].add("former_employer" if ended else "same_organisation")
    speaking = Contact.objects.filter(person__user__in=users)
    for user_id, organisation_id in speaking.values_list("person__user_id", "organisation_id"):
        if user_id is not None:
            judges[user_id].tied[root(organisation_id)].add("same_organisation")
    for judge in judges.values():
        judge.domains.discard("")
    return judges


def _applicants(applications: list[Application], root: _Roots) -> dict[int, _Applicant]:
    applying = {one.pk: _Applicant() for one in applications}
    by_organisation: defaultdict[int, list[_Applicant]] = defaultdict(list)
    by_person: defaultdict[int, list[_Applicant]] = defaultdict(list)
    for one in applications:
        applicant = applying[one.pk]
        if one.created_by_id is not None:
            applicant.accounts.add(one.created_by_id)
        if one.organisation_id is not None:
            applicant.organisations.add(root(one.organisation_id))
            by_organisation[root(one.organisation_id)].append(applicant)
        elif one.person_id is not None:
            by_person[one.person_id].append(applicant)
    _add_persons(by_person, root)
    _add_domains(by_organisation, root)
    for applicant in applying.values():
        applicant.domains.discard("")
    return applying


def _add_persons(by_person: Mapping[int, list[_Applicant]], root: _Roots) -> None:
    persons = Person.objects.filter(pk__in=by_person).prefetch_related("consents", "contacts")
    open_to = {side: is_border_open(OTHER_SIDE[side], side) for side in OTHER_SIDE} if by_person else {}
    for person in persons:
        across = OTHER_SIDE.get(person.side, "")
        agrees = any(said.granted and said.purpose == Purpose.CROSS_BORDER for said in person.consents.all())
        for applicant in by_person[person.pk]:
            applicant.organisations |= {root(contact.organisation_id) for contact in person.contacts.all()}
            applicant.domains.add(domain_of_address(person.email))
            if person.user_id is not None:
                applicant.accounts.add(person.user_id)
            if not (agrees and open_to.get(across)):
                applicant.hidden_from.add(across)


def _add_domains(by_organisation: Mapping[int, list[_Applicant]], root: _Roots) -> None:
    if not by_organisation:
        return
    family = [*by_organisation, *(number for number in root._into if root(number) in by_organisation)]  # noqa: SLF001
    domains: defaultdict[int, set[str]] = defaultdict(set)
    for number, website in Organisation.objects.filter(pk__in=family).values_list("pk", "website"):
        domains[root(number)].add(domain_of_website(website))
    contacts = Contact.objects.filter(organisation__in=family)
    for number, email in contacts.values_list("organisation_id", "person__email"):
        domains[root(number)].add(domain_of_address(email))
    editors = Editorship.objects.filter(organisation__in=family, ended_at=None)
    for number, email in editors.values_list("organisation_id", "invitation__accepted_by__email"):
        domains[root(number)].add(domain_of_address(email or ""))
    for number, found in domains.items():
        for applicant in by_organisation[number]:
            applicant.domains |= found
