"""Walking from Today along every link, as an account sees them."""

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

DEEP = 3  #: links followed from Today, one after the other
#: Pages of one view: so many are opened by one account, and beyond the menu so many by all accounts together.
ALIKE, ALTOGETHER = 1, 2
SOUGHT = {"a": "href", "link": "href", "form": "action", "script": "src", "img": "src"}


class Links(HTMLParser):
    """The addresses on a page that a reader, or the page itself, would ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        is_post = tag == "form" and (said.get("method") or "get").lower() != "get"
        for name in (SOUGHT.get(tag, ""), "hx-get"):
            if (address := said.get(name)) and not is_post:
                self.found.append(address)


def links_of(page: str, at: str) -> list[str]:
    """The addresses of this house on a page, without files of its looks."""
    parser = Links()
    parser.feed(page)
    there = [urlsplit(urljoin(at, address)) for address in parser.found]
    kept = [one for one in there if not one.netloc and one.scheme in {"", "http", "https"}]
    return [one._replace(fragment="").geturl() for one in kept if not one.path.startswith("/static/")]


def view_at(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return address


def dead_links(client: Client, opened: Counter[str], taken: set[str]) -> list[str]:
    """Walk from Today; what does not answer, as "status address (on page)". ``taken``: what others opened already."""
    todo, seen, dead = [("/", "", 0)], {"/"}, []
    mine: Counter[str] = Counter()
    while todo:
        # What nobody opened yet comes first, so that accounts of one role do not all look at the same row.
        todo.sort(key=lambda one: (one[2], one[0] in taken))
        address, on, depth = todo.pop(0)
        view = view_at(address)
        if mine[view] >= ALIKE or view.startswith("api-") or (depth > 1 and opened[view] >= ALTOGETHER):
            continue
        mine[view] += 1
        opened[view] += 1
        taken.add(address)
        answer = client.get(address)
        if answer.status_code in {301, 302}:
            new, below = [urljoin(address, answer["Location"])], depth
        elif answer.status_code != 200:
            dead.append(f"{answer.status_code} {address} (on {on})")
            continue
        elif not answer["Content-Type"].startswith("text/html"):
            for _part in answer:
                pass  # a file is sent to its end
            continue
        else:
            new, below = links_of(answer.content.decode(), address), depth + 1
        for one in new:
            if one not in seen and below <= DEEP:
                seen.add(one)
                todo.append((one, address, below))
    return dead
