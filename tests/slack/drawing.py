"""Block Kit as a plain page, to be looked at: what stands where, how long it is, what a client would cut off.

Not Slack's client: its proportions, and none of its behaviour. A button is as wide as a client lets it be.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from slack.fake import shown
from slack.fake.message import Posted
from slack.fake.views import View

Json = dict[str, Any]

STYLE = """
body { font: 15px/1.46 Lato, "Noto Sans", sans-serif; color: #1d1c1d; background: #fff; margin: 16px; width: 640px }
.post { padding: 8px 0 8px 44px; border-top: 1px solid #eee } .post.alone { background: #f8f8f8 }
.who { font-weight: 900 } .only { color: #616061; font-size: 12px }
.modal, .home { border: 1px solid #bbb; border-radius: 8px; padding: 16px 20px; margin: 8px 0; width: 520px }
.home { width: 600px } .top { font-weight: 900; font-size: 18px; display: flex; justify-content: space-between }
.top span + span { font-weight: 400 } .bottom { text-align: right; margin-top: 12px }
h3 { font-size: 18px; margin: 8px 0 }
.section { display: flex; justify-content: space-between; gap: 12px; margin: 6px 0 }
.section > div:first-child { white-space: pre-wrap; flex: 1; min-width: 0 }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 16px; margin: 6px 0 }
.fields > div { white-space: pre-wrap }
.button { display: inline-block; border: 1px solid #bbb; border-radius: 4px; padding: 3px 12px; margin: 3px 6px 3px 0;
  font-weight: 700; max-width: 260px; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap; vertical-align: middle }
.primary { background: #007a5a; color: #fff } .danger { background: #e01e5a; color: #fff }
.input { margin: 12px 0 } .label { font-weight: 700 } .optional { color: #616061; font-weight: 400 }
.box { border: 1px solid #aaa; border-radius: 4px; padding: 6px 10px; min-height: 22px; color: #616061; margin: 3px 0 }
.set { color: #1d1c1d } .hint, .context { color: #616061; font-size: 13px } hr { border: 0; border-top: 1px solid #ddd }
.asks { border: 1px dashed #e01e5a; border-radius: 6px; padding: 6px 12px; margin: 4px 0 12px 44px; width: 400px }
"""


def page(drawn: Iterable[str]) -> str:
    """Drawings, one under the other."""
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{''.join(drawn)}"


def message(posted: Posted, *, who: str) -> str:
    """A message as it stands in a conversation, with the questions that its buttons ask."""
    only = '<span class="only">only visible to you</span> ' if posted.only_for else ""
    body = blocks(posted.blocks) if posted.bot else f"<div>{escape(shown.mrkdwn(posted.text))}</div>"
    asks = "".join(_question(each) for each in shown.elements(posted.blocks) if "confirm" in each)
    alone = " alone" if posted.only_for else ""
    return f'<div class="post{alone}">{only}<span class="who">{escape(who)}</span>{body}</div>{asks}'


def view(given: View) -> str:
    """A modal or a Home, whole: what a client would scroll."""
    kind = given.given["type"]
    close, submit = (_plain(given.given.get(name)) for name in ("close", "submit"))
    top = f'<div class="top"><span>{escape(given.title)}</span><span>×</span></div>' if kind == "modal" else ""
    ways = f"<span class=button>{close}</span>" + (f'<span class="button primary">{submit}</span>' if submit else "")
    bottom = f'<div class="bottom">{ways}</div>' if kind == "modal" else ""
    return f'<div class="{kind}">{top}{blocks(given.blocks)}{bottom}</div>'


def blocks(given: Iterable[Json]) -> str:
    """Blocks, one under the other."""
    return "".join(_block(each) for each in given)


def _block(block: Json) -> str:
    match block["type"]:
        case "header":
            return f"<h3>{_plain(block['text'])}</h3>"
        case "divider":
            return "<hr>"
        case "section":
            side = f"<div>{_element(block['accessory'])}</div>" if "accessory" in block else ""
            fields = "".join(f"<div>{_text(each)}</div>" for each in block.get("fields", ()))
            told = f'<div class="section"><div>{_text(block["text"])}</div>{side}</div>' if "text" in block else ""
            return told + (f'<div class="fields">{fields}</div>' if fields else "")
        case "actions":
            return f"<div>{''.join(map(_element, block['elements']))}</div>"
        case "context":
            return f'<div class="context">{" ".join(map(_text, block["elements"]))}</div>'
        case "input":
            optional = ' <span class="optional">(optional)</span>' if block.get("optional") else ""
            hint = f'<div class="hint">{_plain(block["hint"])}</div>' if "hint" in block else ""
            label = f'<div class="label">{_plain(block["label"])}{optional}</div>'
            return f'<div class="input">{label}{_element(block["element"])}{hint}</div>'
        case other:
            raise ValueError(f"no drawing of a block of the type {other}")


def _element(element: Json) -> str:
    kind = element["type"]
    if kind == "button":
        return f'<span class="button {element.get("style", "")}">{_plain(element["text"])}</span>'
    if kind == "checkboxes":
        chosen = [each["value"] for each in element.get("initial_options", ())]
        marks = (("☑" if each["value"] in chosen else "☐", each) for each in element["options"])
        return "".join(f"<div>{mark} {_plain(each['text'])}</div>" for mark, each in marks)
    initial = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", ())
    words = ", ".join(_plain(each["text"]) for each in initial)
    words = words or escape(str(element.get("initial_value") or element.get("initial_date") or ""))
    offered = shown.options(element)
    waits = f"{len(offered)} options ▾" if offered else "📅" if kind == "datepicker" else ""
    tall = ' style="min-height:66px"' if element.get("multiline") else ""
    return f'<div class="box{" set" if words else ""}"{tall}>{words or waits}</div>'


def _question(element: Json) -> str:
    asked = element["confirm"]
    ways = "".join(f"<span class=button>{_plain(asked[name])}</span>" for name in ("deny", "confirm"))
    return f'<div class="asks"><b>{_plain(asked["title"])}</b><div>{_plain(asked["text"])}</div>{ways}</div>'


def _text(given: Json) -> str:
    if given["type"] == "plain_text":
        return _plain(given)
    told = escape(shown.mrkdwn(given["text"]))
    return f"<b>{told.strip('*')}</b>" if told.startswith("*") and told.endswith("*") else told


def _plain(given: Json | None) -> str:
    return escape(str(given["text"])) if given else ""
