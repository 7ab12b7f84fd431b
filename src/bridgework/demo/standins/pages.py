"""The pages: everybody's phone and mailbox, as each of them would see it. Plain HTML; a few lines of script look for something new."""

import re
import urllib.parse
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parseaddr
from html import escape

from bridgework.demo.standins.store import Arrived, Person, Store

LINK = re.compile(r"https?://[^\s<>\"')]+[^\s<>\"').,;:!?]")

STYLE = """
:root{--paper:#f6f6f3;--card:#fff;--ink:#1b1f23;--soft:#5d6670;--line:#e4e4de;--brand:#0f5f5c;--tint:#e4f1ef;--bubble:#ecedea;--alert:#a8201a;
color-scheme:light dark;font:15px/1.5 Inter,ui-sans-serif,system-ui,sans-serif;color:var(--ink);background:var(--paper)}
@media(prefers-color-scheme:dark){:root{--paper:#14171a;--card:#1c2024;--ink:#e8eaec;--soft:#a3acb5;--line:#2b3036;--brand:#57b8b0;--tint:#16302e;
--bubble:#2a2f34;--alert:#ff8d85}}
*{box-sizing:border-box}body{margin:0 auto;max-width:1080px;padding:22px 18px 60px}h1{font-size:22px;letter-spacing:-.01em;margin:0}h2{font-size:15px;margin:0}
p{margin:0}a{color:var(--brand)}.soft{color:var(--soft)}header{display:flex;gap:14px;align-items:baseline;flex-wrap:wrap;margin-bottom:18px}
.grow{flex:1}ul{list-style:none;margin:0;padding:0}.card{background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden}
.people a{display:grid;grid-template-columns:44px minmax(130px,1fr) minmax(0,2fr) auto;gap:14px;align-items:center;padding:12px 16px;min-height:64px;
border-top:1px solid var(--line);text-decoration:none;color:inherit}.people li:first-child a{border-top:0}.people a:hover,.people a:focus-visible{background:var(--tint)}
.face{width:40px;height:40px;border-radius:50%;background:var(--tint);color:var(--brand);display:grid;place-items:center;font-weight:700;font-size:14px}
.two{display:grid;min-width:0}.two *{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.small{font-size:13px}.right{text-align:right;white-space:nowrap}
.sides{display:grid;grid-template-columns:minmax(0,380px) minmax(0,1fr);gap:26px;align-items:start}.sides>*:only-child{grid-column:1/-1}
.phone{border:10px solid #23282d;border-radius:38px;background:var(--card);padding:16px 14px 14px;min-height:440px;max-width:400px;width:100%;display:flex;flex-direction:column;gap:8px}
.phone .name{text-align:center;border-bottom:1px solid var(--line);padding-bottom:10px;margin-bottom:6px}.day{text-align:center;color:var(--soft);font-size:12px;margin-top:6px}
.bubble{background:var(--bubble);border-radius:18px 18px 18px 5px;padding:9px 14px;max-width:88%;overflow-wrap:anywhere;white-space:pre-wrap;align-self:flex-start}
.bubble.mine{background:var(--brand);color:#fff;align-self:flex-end;border-radius:18px 18px 5px 18px}@media(prefers-color-scheme:dark){.bubble.mine{color:#0b1a19}}
.bubble.lost{background:none;border:1.5px dashed var(--alert)}.at{font-size:12px;color:var(--soft)}.at.mine{align-self:flex-end}.lost+.at{color:var(--alert)}
form{display:flex;gap:8px;margin-top:auto;padding-top:12px}input{flex:1;min-width:0;border:1px solid var(--soft);border-radius:22px;padding:10px 16px;font:inherit;min-height:44px;
background:var(--paper);color:inherit}form{flex-wrap:wrap}.pick{flex:1 0 100%;border:0;padding:6px 0;background:none}.bubble img{display:block;max-width:100%;max-height:200px;border-radius:10px}
button{border:0;border-radius:22px;background:var(--brand);color:var(--card);font:600 15px Inter,system-ui,sans-serif;padding:0 18px;min-height:44px;cursor:pointer}
.mail a{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:2px 14px;padding:12px 16px;border-top:1px solid var(--line);text-decoration:none;color:inherit}
.mail li:first-child a{border-top:0}.mail a:hover,.mail a:focus-visible{background:var(--tint)}.letter{padding:20px 22px}.letter .body{white-space:pre-wrap;overflow-wrap:anywhere;margin-top:16px}
iframe{width:100%;height:70vh;border:1px solid var(--line);border-radius:10px;margin-top:16px;background:#fff}dl{display:grid;grid-template-columns:auto 1fr;gap:2px 14px;margin:10px 0 0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}.file{display:inline-block;border:1px solid var(--line);border-radius:8px;padding:6px 12px;margin:12px 8px 0 0;text-decoration:none}
.empty{padding:34px 20px;text-align:center;color:var(--soft)}:focus-visible{outline:3px solid var(--brand);outline-offset:-3px}
@media(max-width:760px){.sides{grid-template-columns:minmax(0,1fr)}.people a{grid-template-columns:44px minmax(0,1fr) auto}.people .last{grid-column:2/-1}.people .right{grid-column:3;grid-row:1}}
"""
SCRIPT = """let seen=document.body.dataset.version;setInterval(async()=>{if(document.activeElement&&document.activeElement.value)return;
try{const now=await(await fetch('/version')).text();if(now!==seen){seen=now;location.reload()}}catch(e){}},2000)"""


@dataclass(frozen=True, slots=True)
class Box:
    """One person's phone and mailbox with what arrived there, oldest first."""

    person: Person
    texts: tuple[Arrived, ...]
    mails: tuple[Arrived, ...]

    @property
    def key(self) -> str:
        """What the page's address calls it."""
        return urllib.parse.quote(self.person.phone or self.person.email, safe="")

    @property
    def last(self) -> Arrived | None:
        """The newest of all."""
        return max((*self.texts, *self.mails), key=lambda message: message.at, default=None)


def boxes(store: Store) -> list[Box]:
    """Everybody who is known or has received something, the newest message first."""
    messages = store.all()
    texts: dict[str, list[Arrived]] = {}
    mails: dict[str, list[Arrived]] = {}
    for message in messages:
        if message.kind == "sms":
            texts.setdefault(message.to if message.direction == "out" else message.sender, []).append(message)
        else:
            mails.setdefault(message.to, []).append(message)
    known = [Box(person, tuple(texts.pop(person.phone, ())), tuple(mails.pop(person.email.lower(), ()))) for person in store.people]
    known += [Box(Person(readable(phone), phone=phone), tuple(found), ()) for phone, found in texts.items()]
    known += [Box(Person(address, email=address), (), tuple(found)) for address, found in mails.items()]
    return sorted(known, key=lambda box: box.last.at if box.last else "", reverse=True)


def page(title: str, body: str, store: Store, nonce: str) -> str:
    """A whole page."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style nonce="{nonce}">{STYLE}</style></head>'
        f'<body data-version="{store.version}">{body}<script nonce="{nonce}">{SCRIPT}</script></body></html>'
    )


def people_page(store: Store, nonce: str) -> str:
    """Everybody, with the last message of each."""
    found = boxes(store)
    with_messages = [box for box in found if box.last]
    waiting = len(found) - len(with_messages)
    rows = "".join(person_row(box) for box in with_messages)
    listing = (
        f'<ul class="card people">{rows}</ul>'
        if rows
        else '<div class="card empty">Nothing has been sent yet. What the program sends shows up here by itself.</div>'
    )
    rest = f'<p class="soft small">{waiting} more people have received nothing so far.</p>' if waiting and rows else ""
    body = (
        "<header><h1>Phones and mailboxes</h1>"
        '<p class="soft">What each person of the demo has received. Nothing here leaves this computer.</p></header>'
        '<p class="soft small">Is a text to a patient missing? None goes out between 9 PM and 8 AM where the patient lives. '
        "The page on which you choose whom to be delivers what waits.</p>"
        f"<main>{listing}{rest}</main>"
    )
    return page("Phones and mailboxes", body, store, nonce)


def person_row(box: Box) -> str:
    """One line of the list."""
    last = box.last
    said = (last.subject or last.text) if last else ""
    way = {"sms": "Text message", "mail": "E-mail"}[last.kind] if last else ""
    where = " · ".join(part for part in (box.person.role, readable(box.person.phone), box.person.email) if part and part != box.person.name)
    return (
        f'<li><a href="/person/{box.key}"><span class="face" aria-hidden="true">{escape(initials(box.person.name))}</span>'
        f'<span class="two"><b>{escape(box.person.name)}</b><span class="soft small">{escape(where)}</span></span>'
        f'<span class="two last"><span>{escape(said[:140])}</span><span class="soft small">{way}</span></span>'
        f'<span class="soft small right">{escape(shown_time(last.at) if last else "")}</span></a></li>'
    )


def readable(phone: str) -> str:
    """A number as one reads it out: +1 (202) 555-0101."""
    return f"+1 ({phone[2:5]}) {phone[5:8]}-{phone[8:]}" if re.fullmatch(r"\+1\d{10}", phone) else phone


def initials(name: str) -> str:
    """Two letters for the round mark; a number has a phone instead."""
    letters = [word[0] for word in re.findall(r"[^\W\d_]+", parseaddr(name)[0] or name)]
    return "".join((letters[0], letters[-1]) if len(letters) > 1 else letters[:1]).upper() or "☎"


def person_page(store: Store, address: str, nonce: str) -> str | None:
    """One person's phone beside their mailbox, empty where nothing came yet; None for what is neither a number nor an address."""
    box = next((box for box in boxes(store) if address and address in (box.person.phone, box.person.email)), None)
    if box is None:
        if not re.fullmatch(r"\+\d{7,15}|[^@\s]+@[^@\s]+", address):
            return None
        person = Person(address, email=address) if "@" in address else Person(readable(address), phone=address)
        box = Box(person, (), ())
    sides = (phone(box) if box.person.phone else "") + (mailbox(box) if box.person.email else "")
    body = (
        f'<header><h1>{escape(box.person.name)}</h1><p class="soft grow">{escape(box.person.role)}</p><p><a href="/">Everybody</a></p></header>'
        f'<main class="sides">{sides}</main>'
    )
    return page(box.person.name, body, store, nonce)


EMPTY_PHONE = '<p class="empty">No text messages yet.</p>'


def phone(box: Box) -> str:
    """The phone with its bubbles."""
    bubbles, day = "", ""
    for message in box.texts:
        if message.at[:10] != day:
            day = message.at[:10]
            bubbles += f'<p class="day">{escape(shown_day(message.at))}</p>'
        mine = " mine" if message.direction == "in" else ""
        lost = " lost" if message.status in ("undelivered", "failed") else ""
        status = (
            {"undelivered": " · did not arrive", "failed": " · did not arrive", "queued": " · on its way"}.get(message.status, "")
            if not mine
            else ""
        )
        pictures = "".join(
            f'<img src="/picture/{escape(message.id)}/{place}" alt="{escape(name)}">' for place, (name, _, _) in enumerate(message.files)
        )
        bubbles += f'<p class="bubble{mine}{lost}">{linked(message.text)}{pictures}</p><p class="at{mine}">{escape(shown_clock(message.at) + status)}</p>'
    return (
        f'<section class="phone" aria-label="Phone of {escape(box.person.name)}"><div class="name"><b>{escape(box.person.name)}</b>'
        f'<p class="soft small">{escape(readable(box.person.phone))}</p></div>{bubbles or EMPTY_PHONE}'
        f'<form method="post" action="/reply/{box.key}" enctype="multipart/form-data"><input name="text" aria-label="Write back" placeholder="Write back" maxlength="300" autocomplete="off">'
        '<button>Send</button><input class="pick" type="file" name="picture" accept="image/*" multiple aria-label="Pictures to send along">'
        "</form></section>"
    )


def mailbox(box: Box) -> str:
    """The mailbox, newest first."""
    rows = "".join(
        f'<li><a href="/mail/{escape(mail.id)}"><b>{escape(mail.subject or "(no subject)")}</b><span class="soft small">{escape(shown_time(mail.at))}</span>'
        f'<span class="soft small">{escape(parseaddr(mail.sender)[0] or mail.sender)}</span></a></li>'
        for mail in reversed(box.mails)
    )
    inside = f'<ul class="mail">{rows}</ul>' if rows else '<p class="empty">No e-mails yet.</p>'
    return f'<section aria-label="Mailbox of {escape(box.person.name)}"><p class="soft small">{escape(box.person.email)}</p><div class="card">{inside}</div></section>'


def mail_page(store: Store, mail: Arrived, nonce: str) -> str:
    """One e-mail."""
    files = "".join(
        f'<a class="file" href="/mail/{escape(mail.id)}/file/{number}" download>{escape(name)}</a>'
        for number, (name, _, _) in enumerate(mail.files)
    )
    text = f'<div class="body">{linked(mail.text)}</div>' if mail.text else ""
    html = (
        f'<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The e-mail" src="/mail/{escape(mail.id)}/html"></iframe>'
        if mail.html
        else ""
    )
    body = (
        f'<header><h1 class="grow">{escape(mail.subject or "(no subject)")}</h1><p><a href="/person/{urllib.parse.quote(mail.to, safe="")}">Mailbox</a></p></header>'
        f'<main class="card letter"><dl><dt>From</dt><dd>{escape(mail.sender)}</dd><dt>To</dt><dd>{escape(mail.to)}</dd>'
        f"<dt>Arrived</dt><dd>{escape(shown_time(mail.at))}</dd></dl>{html or text}{files}</main>"
    )
    return page(mail.subject or "E-mail", body, store, nonce)


def linked(text: str) -> str:
    """Text with its links to click; they open beside this page, as from a phone."""
    parts: list[str] = []
    end = 0
    for found in LINK.finditer(text):
        address = escape(found.group())
        parts += [escape(text[end : found.start()]), f'<a href="{address}" target="_blank" rel="noopener noreferrer">{address}</a>']
        end = found.end()
    return "".join((*parts, escape(text[end:])))


def local(at: str) -> datetime:
    """A message's time on this computer's clock."""
    return datetime.fromisoformat(at).astimezone()


def shown_time(at: str) -> str:
    """Today only the clock, before that also the day."""
    return (
        shown_clock(at)
        if local(at).date() == datetime.now(UTC).astimezone().date()
        else f"{local(at):%b} {local(at).day}, {shown_clock(at)}"
    )


def shown_clock(at: str) -> str:
    """The time of day: 3:05 PM."""
    time = local(at)
    return f"{time.hour % 12 or 12}:{time.minute:02} {'AM' if time.hour < 12 else 'PM'}"


def shown_day(at: str) -> str:
    """The day in words: Saturday, November 21."""
    return f"{local(at):%A, %B} {local(at).day}"
