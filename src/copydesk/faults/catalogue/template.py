"""Template text that nothing filled in, wherever it can leak to."""

from copydesk.faults.fault import Dom
from copydesk.faults.registry import fault, look_alike

fault(
    "headline-template",
    "template/text",
    "{{article.headline}} as the headline",
    Dom(op="set-text", element="headline", argument="{{article.headline}}"),
    kinds=("article",),
)
look_alike(
    "template-in-code",
    "template/text",
    "template text in a block of code, where it belongs",
    Dom(op="insert", element="body", argument={"html": "<pre><code>{{item.group_date}}</code></pre>"}),
    kinds=("article",),
)
