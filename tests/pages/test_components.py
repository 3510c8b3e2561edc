"""The components refuse what they don't know, and escape what they are given."""

import pytest
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from landbridge.base.templatetags.ui.places import to_bcp47

HOSTILE = '<script>alert(1)</script>" onclick="x'


def draw(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{% tag 'x' colour='red' %}",
        "{% card colour='red' %}{% endcard %}",
        "{% notice level='bad' %}{% endnotice %}",
        "{% datatable %}{% enddatatable %}",
        "{% dialog id='x' %}{% enddialog %}",
        "{% post 'x' %}",
        "{% submit 'x' %}",
    ],
)
def test_an_attribute_unknown_or_missing_is_an_error_when_the_template_is_read(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load ui %}" + source)


@pytest.mark.parametrize(
    "source",
    [
        "{% tag 'x' kind='red' %}",
        "{% button 'x' kind='big' %}",
        "{% button 'x' type='image' %}",
        "{% button 'x' href='/' name='both' %}",
        "{% notice kind='info' %}{% endnotice %}",
        "{% progress 'x' tone='red' %}",
        "{% stat 'x' 1 tone='red' %}",
        "{% step 'x' state='begun' %}",
        "{% menu label='x' side='top' %}{% endmenu %}",
    ],
)
def test_a_word_unknown_is_an_error_when_the_page_is_drawn(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        draw(source)


@pytest.mark.parametrize(
    "source",
    [
        "{% tag x title=x lang=x %}",
        "{% button x href=x describe=x confirm=x %}",
        "{% button x name=x value=x id=x form=x %}",
        "{% button x opens=x hx_post=x hx_target=x hx_swap=x %}",
        "{% post x action=x name='n' value=x %}",
        "{% stat x x of=x note=x %}",
        "{% progress x value=1 said=x id=x %}",
        "{% keys x x %}",
        "{% card title=x href=x link=x id=x %}{{ x }}{% endcard %}",
        "{% stats %}{{ x }}{% endstats %}",
        "{% datatable caption=x id=x %}<tr><td>{{ x }}{% enddatatable %}",
        "{% notice title=x id=x %}{{ x }}{% endnotice %}",
        "{% emptystate title=x %}{{ x }}{% endemptystate %}",
        "{% crumb x href=x lang=x %}",
        "{% tabs label=x %}{% tab x href=x count=x %}{% endtabs %}",
        "{% steps label=x %}{% step x href=x %}{% endsteps %}",
        "{% dialog id=x title=x %}{{ x }}{% enddialog %}",
        "{% menu label=x %}{{ x }}{% endmenu %}",
    ],
)
def test_what_people_wrote_stays_text(source: str) -> None:
    drawn = draw(source, x=HOSTILE)
    assert "&lt;script&gt;" in drawn
    assert "<script>" not in drawn
    assert '" onclick' not in drawn


class HostileForm(forms.Form):
    plain = forms.CharField(label=HOSTILE, help_text=HOSTILE)
    choice = forms.ChoiceField(label=HOSTILE, choices=[(HOSTILE, HOSTILE)], widget=forms.RadioSelect, help_text=HOSTILE)
    check = forms.BooleanField(label=HOSTILE, required=False)

    def clean(self) -> None:
        raise forms.ValidationError(HOSTILE)


def test_a_form_escapes_and_ties_help_and_error_to_its_controls() -> None:
    drawn = draw("{% fields form %}", form=HostileForm({"plain": "", "choice": HOSTILE}))
    assert "<script>" not in drawn
    assert 'aria-describedby="id_plain_helptext id_plain_error"' in drawn
    assert 'id="id_plain_helptext"' in drawn
    assert 'id="id_plain_error"' in drawn
    assert 'id="id_choice_helptext"' in drawn


def test_a_form_ends_with_its_button_and_the_way_out() -> None:
    with translation.override("ko"):
        drawn = draw("{% submit said cancel=back name='save' value='1' %}", said="<Save>", back="/back?a=1&b=2")
    sends, leaves = drawn.split("</button>")
    assert 'type="submit"' in sends
    assert 'name="save" value="1"' in sends
    assert "&lt;Save&gt;" in sends
    assert 'href="/back?a=1&amp;b=2">취소</a>' in leaves


def test_optional_fields_say_so() -> None:
    class Form(forms.Form):
        needed = forms.CharField()
        spare = forms.CharField(required=False)

    form = Form()
    assert "(optional)" not in draw("{% field form.needed %}", form=form)
    assert "(optional)" in draw("{% field form.spare %}", form=form)


@pytest.mark.parametrize(("code", "named"), [("en", "en"), ("ko", "ko"), ("zh-hans", "zh-Hans"), ("pt-br", "pt-br")])
def test_languages_are_named_as_html_does(code: str, named: str) -> None:
    assert to_bcp47(code) == named


def test_numbers_for_the_browser_are_not_localised() -> None:
    with translation.override("ko"):
        assert 'value="0.5" max="1000.0"' in draw("{% progress 'x' value=half max=all %}", half=0.5, all=1000.0)


@pytest.mark.parametrize(
    ("page", "text", "marked"),
    [
        (
            "en",
            "Fair 한빛 라이다 1 · 汽车零部件",
            'Fair <span lang="ko">한빛 라이다</span> 1 · <span lang="zh-Hans">汽车零部件</span>',
        ),
        ("ko", "한빛 · 长屿 Auto", '한빛 · <span lang="zh-Hans">长屿</span> Auto'),
        ("zh-hans", "长屿 · 한빛 (주) 라이다", '长屿 · <span lang="ko">한빛 (주) 라이다</span>'),
        ("en", "<b>한빛</b>", '&lt;b&gt;<span lang="ko">한빛</span>&lt;/b&gt;'),
        ("en", "plain", "plain"),
    ],
)
def test_words_in_other_scripts_are_marked(page: str, text: str, marked: str) -> None:
    with translation.override(page):
        assert draw("{{ text|with_lang }}", text=text) == marked


def test_nothing_chosen_is_said_in_words_and_not_in_dashes() -> None:
    class Asked(forms.Form):
        language = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("ko", "Korean")])
        region = forms.ChoiceField(choices=[*BLANK_CHOICE_DASH, ("11", "Seoul")], required=False)
        own = forms.ChoiceField(choices=[("", "any"), ("11", "Seoul")])

    page = draw("{% fields form %}", form=Asked())
    assert "---" not in page
    for word in ("choose", "none", "any"):
        assert f'<option value="" selected>{word}</option>' in page
