"""Words that attack, or that mean something to a reader of Markdown, YAML or our expressions."""

from __future__ import annotations

from pcpgen.prose.expressions import EXPRESSIONS

MARKS = [
    *"[]()<>*_`#&!|~{}\\\n\t :;.-+=\"'",
    "{{",
    "}}",
    "{%",
    "[^more]",
    "\n\n",
    "](",
    "- ",
    "1. ",
    "> ",
    "&#x",
    "$",
    "£5",
]
WORDY = ["word", "é", "<b>", "<script>", "http://a.b", "javascript:", "{% endclaim %}"]
CALLS = [f'{{{{ {name}("{of}") }}}}' for name in EXPRESSIONS for of in ("budget.quays", "spent", "boats")]

ATTACKS = (
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "</style></title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '" onmouseover="alert(1)',
    "<iframe src=https://example.org></iframe>",
    "<object data=x></object><embed src=x>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<style>@import 'https://example.org'</style>",
    "<base href=https://example.org/>",
    "<meta http-equiv=refresh content=0>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a](//example.org)",
    "[a](http:example)",
    '[a](https://example.org/"onclick="alert(1))',
    "[a](https://example.org/{{ figure('budget.quays') }})",
    '[a](https://example.org/{{see("accounts")}})',
    '<https://example.org/{{see("accounts")}}>',
    "[a]: javascript:alert(1)\n\n[a]",
    "[a][b]\n\n[b]: //example.org",
    "![a](https://example.org/a.png)",
    '<https://example.org/"onmouseover="alert(1)>',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#57344;&#57600;&#57345;",
    "&\\#57344;&\\#57600;&\\#57345;",
    "\ue000\ue100\ue001",
    "\x02klzzwxh:0\x03",
    "\x1b]0;title\x07\x1b[2J\x9b31m",
    "\u202eexe.gnp\u2066",
    "{{ ''.__class__.__mro__ }}",
    "{% include '/etc/passwd' %}",
    '{{ figure("budget.quays", decimals=99999999999999999999) }}',
    '{{ figure("\\ud800", unit="\\u001b[2J") }}',
    '{{ see("</a><script>") }}',
    "[^a\"onclick=alert(1)]\n\n[^a\"onclick=alert(1)]: x",
    "=cmd|'/C calc'!A0",
    "../../../etc/passwd",
    "%s%n{0}$(id)`id`",
)  # fmt: skip
