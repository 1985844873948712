"""Share links: the networks, and the blocks they stand in."""

import pytest

from copydesk.reading.share import network
from copydesk.site.model import Element
from tests.reading.test_article_semantics import article_of


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.facebook.com/sharer/sharer.php?u=x", "facebook"),
        ("https://www.facebook.com/dialog/share?href=x", "facebook"),
        ("https://x.com/intent/post?url=x", "x"),
        ("https://twitter.com/intent/tweet?url=x", "x"),
        ("https://t.me/share/url?url=x", "telegram"),
        ("https://wa.me/?text=x", "whatsapp"),
        ("https://api.whatsapp.com/send?text=x", "whatsapp"),
        ("whatsapp://send?text=x", "whatsapp"),
        ("mailto:?subject=x&body=y", "email"),
        ("sms:?body=x", "sms"),
        ("https://www.linkedin.com/sharing/share-offsite/?url=x", "linkedin"),
        ("https://www.linkedin.com/shareArticle?url=x", "linkedin"),
        ("https://www.reddit.com/submit?url=x", "reddit"),
        ("https://www.pinterest.com/pin/create/button/?url=x", "pinterest"),
        ("https://vk.com/share.php?url=x", "vk"),
        ("https://connect.ok.ru/offer?url=x", "ok"),
        ("https://bsky.app/intent/compose?text=x", "bluesky"),
        ("https://www.threads.net/intent/post?text=x", "threads"),
        ("https://mastodon.example/share?text=x", "mastodon"),
        ("https://social-plugins.line.me/lineit/share?url=x", "line"),
        ("https://story.kakao.com/share?url=x", "kakao"),
        ("viber://forward?text=x", "viber"),
        ("https://b.hatena.ne.jp/entry/x", "hatena"),
        ("https://www.tumblr.com/widgets/share/tool?url=x", "tumblr"),
    ],
)
def test_the_network_is_told_by_the_links_address(url, name):
    assert network(url) == name


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/lantern",
        "https://x.com/lantern",
        "mailto:desk@news.example?subject=Hello",
        "https://news.example/sharer-of-the-year",
        "https://evil.example/https://www.facebook.com/sharer/",
        "https://[broken/share",
        "javascript:void(0)",
        "",
    ],
)
def test_other_links_are_no_share_links(url):
    assert network(url) == ""


FACEBOOK = '<a href="https://www.facebook.com/sharer/sharer.php?u=a">F</a>'
MAIL = '<a href="mailto:?body=a">M</a>'


def test_share_links_are_gathered_by_the_block_they_stand_in():
    html = f"""
    <ul><li>{FACEBOOK}</li><li>{MAIL}</li></ul>
    <p>Text with <a href="https://x.com/lantern">a link</a></p>
    <div>{FACEBOOK}{MAIL}</div>"""

    blocks = article_of(html).share

    assert [[link.network for link in block] for block in blocks] == [["facebook", "email"]] * 2


def test_the_site_file_names_the_blocks_and_their_links():
    element = Element(selector=".share", parts={"link": ".to"})
    link = '<a class="to" href="https://{}/post?u=a">Post</a>'
    full = f'<div class="share">{link.format("www.newnet.example")}<a href="/help">?</a></div>'

    blocks = article_of(f'{full}<div class="share"></div>{FACEBOOK}', elements={"share": element}).share

    assert [[one.network for one in block] for block in blocks] == [["newnet.example"], []]
    assert blocks[0][0].url == "https://www.newnet.example/post?u=a"
