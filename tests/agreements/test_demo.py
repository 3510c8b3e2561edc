"""The demonstration's agreements."""

from django.utils import timezone

from landbridge.agreements.demo import commitment, make
from landbridge.agreements.models import Agreement, Approval
from landbridge.agreements.queries.agreements import visible_agreements
from landbridge.agreements.queries.approvals import is_approved, waiting_for
from landbridge.agreements.queries.obligations import agreement_standing
from landbridge.people.demo import make_accounts
from landbridge.people.models import User
from landbridge.people.queries.accounts import demo_address


def test_the_public_agreement_and_one_on_its_way_are_made_once(db: None) -> None:
    host, guest = make_accounts()
    public = make(host=host, guest=guest)
    assert public is not None
    assert make(host=host, guest=guest) is None
    assert Agreement.objects.count() == 2
    # Five commitments, each at its own point; every one a partner may read.
    assert public.state == Agreement.State.IN_FORCE
    courses = {str(one.course) for one in agreement_standing(public, timezone.localdate())}
    assert courses == {"done", "on_course", "behind"}
    assert public.obligations.count() == 5
    assert commitment("talent") in public.obligations.all()
    assert all(is_approved("agreement", public, side) for side in ("host", "guest"))
    for side in ("host", "guest"):
        partner = User.objects.get(email=demo_address("partner", side))
        assert list(visible_agreements(partner)) == [public]
    # The other one has passed its own side, and waits for the guest's approver.
    waiting = waiting_for(User.objects.get(email=demo_address("approver", "guest"))).get()
    assert waiting.approval.state == Approval.State.DECIDE


def test_what_is_not_public_says_that_it_is_invented(db: None) -> None:
    host, guest = make_accounts()
    public = make(host=host, guest=guest)
    assert public is not None
    assert public.source_url.startswith("https://")
    assert not public.parties.exclude(signatory_name="").exists()
    for obligation in public.obligations.all():
        for claim in obligation.evidence.all():
            assert "시연" in claim.note or "演示" in claim.note
    assert "invented" in public.texts.get(language="en").body
