"""What the form says while it is filled in, in a browser and with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from landbridge.directory.models import Organisation
from landbridge.people.models import User
from tests.directory.facts import made
from tests.journeys.browser import PageIn
from tests.journeys.walk import Walk

pytestmark = pytest.mark.journey


def test_a_wrong_digit_and_a_double_are_told_before_saving(
    page_in: PageIn, host_manager: User, complaints: list[str]
) -> None:
    made(host_manager, name_ko="한빛정밀")
    page = page_in("en", user=host_manager)
    page.goto("/organisations/new")
    walk = Walk(page, keyboard=True)
    walk.write(page.get_by_label("legal name in Korean"), "(주)한빛정밀")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="한빛정밀")).to_be_visible()
    walk.write(page.get_by_label("registration number"), "999-81-00001")
    page.keyboard.press("Tab")
    expect(page.get_by_text("The last digit, 1, does not fit the nine before it")).to_be_visible()
    walk.write(page.get_by_label("registration number"), "999-81-00000")
    page.keyboard.press("Tab")
    expect(page.get_by_text("999-81-00000 is a number this register gives out.")).to_be_visible()
    walk.look(times=2)
    assert walk.faults == []
    walk.use(page.get_by_role("button", name="Save", exact=True))  # its double was seen already
    expect(page.get_by_role("status").get_by_text("The organisation was entered.")).to_be_visible()
    assert Organisation.objects.count() == 2
    assert complaints == []
