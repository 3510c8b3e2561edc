"""Markdown of people as HTML that is safe in a page: no markup of theirs, no pictures, no addresses that act."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from landbridge.base.plain_text import without_turns

#: A page has h1 for itself and h2 for its cards: what a text calls its first heading is the third.
_BELOW = 2
_SCHEMES = ("http://", "https://", "mailto:")


def _is_plain_link(url: str) -> bool:
    """Whether a link leads to a page or a letter. What begins otherwise stays text, also a path of this site."""
    return url.strip().lower().startswith(_SCHEMES)


def _link_open(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _env: object) -> str:
    tokens[index].attrSet("rel", "nofollow noopener noreferrer")
    return renderer.renderToken(tokens, index, options, {})


def _reader() -> MarkdownIt:
    # "commonmark" with html off: angle brackets are text. A picture would let another site know who reads.
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_block", "html_inline"])
    reader.validateLink = _is_plain_link  # type: ignore[method-assign] # the library's own way to say what a link may be
    reader.add_render_rule("link_open", _link_open)
    return reader


_READER = _reader()


def render_markdown(text: str) -> SafeString:
    r"""``text`` as HTML: paragraphs, headings (from h3 on), lists, tables, emphasis, code, links to other sites.

    Everything in angle brackets is shown as it was typed, and a link with any other scheme stays text.

    >>> render_markdown("# One" + chr(10) + "<b>two</b> [three](javascript:alert(1))")
    '<h3>One</h3>\\n<p>&lt;b&gt;two&lt;/b&gt; [three](javascript:alert(1))</p>\\n'
    """
    tokens = _READER.parse(without_turns(text))
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1:]) + _BELOW, 6)}"
    html: str = _READER.renderer.render(tokens, _READER.options, {})
    return mark_safe(html)  # noqa: S308 - rendered without raw HTML
