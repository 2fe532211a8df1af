"""E-mail addresses, links, and accounts of social networks.

A network may be spoken of ("the consulate's Facebook page"); an account on it may not be given. "niñ@s" is a way of
writing that includes girls and boys, and neither an address nor an account.
"""

import re

from liaison_bot.privacy.guard.lexicon import Trait, group, lexicon

_TLD = r"(?:com|org|net|edu|gob|gov|mx|hn|gt|sv|ni|cr|pa|do|bz|us|ca|es|fr|info|io|co)"
_PROVIDER = r"(?:g ?mail|hot ?mail|outlook|yahoo|icloud|proton ?(?:mail)?|live|aol|msn|ymail)"
_AT = r"(?:@|[(\[{<] ?(?:at|arroba|arobase|a) ?[)\]}>]|\b(?:arroba|arrobas|arobase|arrobase|arobas)\b)"
_DOT = r"(?:\.|[(\[{] ?(?:dot|punto|point|\.) ?[)\]}]|\b(?:dot|punto|point)\b)"
_EMAIL = re.compile(
    rf"[\w.+%-]{{1,64}} {{0,2}}{_AT} {{0,2}}[\w-]{{1,63}} {{0,2}}{_DOT} {{0,2}}\w{{2,}}|"
    rf"[\w.+%-]{{1,64}} {{0,2}}{_AT} {{0,2}}{_PROVIDER}\b|"
    rf"\b(?:at|en|chez|a|de) {{0,2}}{_PROVIDER} {{0,2}}{_DOT} {{0,2}}{_TLD}\b|"
    rf"\bat {{0,2}}[\w-]{{1,63}} {{1,2}}(?:dot|punto|point) {{1,2}}{_TLD}\b|"
    rf"\b(?=\w*[\d_])[a-z]\w* (?:at|en|a|chez) {_PROVIDER}\b|"
    rf"\b{_PROVIDER} {{0,2}}{_DOT}? {{0,2}}(?:com|es|mx|fr|ca|me)\b",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\bhttps?:|\bhxxps?:|\bwww\.\w|\b(?:wa\.me|t\.me|m\.me|fb\.(?:com|me)|bit\.ly|goo\.gl|youtu\.be|maps\.app)\b|"
    r"\b(?:facebook|instagram|tiktok|twitter|linkedin|snapchat|telegram|discord|youtube|google|zoom|"
    r"threads)\.(?:com|me|gg|us)\b|"
    rf"\b[\w-]{{2,63}}(?:\.[\w-]{{2,63}}){{0,3}}\.{_TLD}/\w",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@])@ ?(?![sx]\b)[A-Za-z_][\w.]{2,}(?!\w*@)|(?<![\w/.-])\w{3,32}#\d{4}\b")

_NETWORK = (
    r"(?:instagram|insta|ig|facebook|face|fb|messenger|tik ?tok|snap ?chat|snap|twitter|telegram|discord|"
    r"whats ?app|wechat|signal|skype|roblox|"
    r"free ?fire|fortnite|youtube|threads|kik|imo|tinder|grindr|bumble)"
)
_MESSENGERS = frozenset(("whatsapp", "whats app", "signal", "telegram", "messenger"))
_NAMED_ACCOUNT = re.compile(
    rf"\b(?P<network>{_NETWORK})\b[^;\n]{{0,40}}?(?:[:=]|\b(?:es|is|como|as|sous|est|user|usuario|username|utilisateur|cuenta|"
    rf"account|compte|perfil|profile|profil|pseudo|handle|llamad[oa]|id|"
    r"named?|called|se llama|nick)\b)[\s:=\"'«]{0,4}(?:(?:de|es|is|est|la|el|le|su|llamad[oa]|nombre|name|user|"
    r"usuario|account|cuenta|id)[\s:=\"'«]{1,3}){0,3}(?P<value>[\w.]{3,})",
    re.IGNORECASE,
)
_OWN_ACCOUNT = re.compile(
    rf"\b(?:usuari[oa]|user ?name|nickname|nick|pseudo|perfil|profile|profil|cuenta|account|compte|gamertag|handle|"
    rf"identifiant)\b"
    rf"(?: (?:de|en|on|sur|of|d'|in) (?:su |sa |her |his )?{_NETWORK}|d'{_NETWORK})?(?:[ ,]*(?:es|is|est)\b|"
    rf"[ ]?[:=])[\s\"'«]{{0,3}}(?P<value>[\w.]{{3,}})",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\b(?=[\w.]{4,30}\b)(?=[\w.]*[A-Za-z])(?=[\w.]*[\d_])(?=\w*[_.]?\w)[A-Za-z][\w]*(?:[_.]\w+|[A-Za-z]\d{1,4})\b",
)
_NETWORK_WORD = re.compile(rf"\b{_NETWORK}\b", re.IGNORECASE)
_AFTER_NETWORK = re.compile(rf"\b{_NETWORK} (?P<value>[A-Z][a-z]+ [A-Z][a-z]+)")
_NEAR = 40  # characters between a network's name and an account's


# Without "is" or a colon, only what no word looks like: "username karlita2010".
_BARE_ACCOUNT = re.compile(
    r"\b(?:user ?name|usuari[oa]|user|nick|pseudo|gamertag|handle|compte|cuenta|account)\s"
    r"(?=[A-Za-z][\w.]*[\d_])[\w.]{4,}",
    re.IGNORECASE,
)


def has_email(text: str) -> bool:
    """Whether plain `text` holds an e-mail address, spelled out or not."""
    return _EMAIL.search(text) is not None


def has_account(text: str) -> bool:
    """Whether plain `text` holds a link, a handle, or an account on a network."""
    return bool(
        _LINK.search(text)
        or _HANDLE.search(text)
        or _gives_account(text)
        or any(
            _MARKED.search(text[max(0, word.start() - _NEAR) : word.end() + _NEAR])
            for word in _NETWORK_WORD.finditer(text)
        )
    )


def _gives_account(text: str) -> bool:
    if _AFTER_NETWORK.search(text) or _BARE_ACCOUNT.search(text):
        return True
    named = ((found["network"].lower(), found["value"]) for found in _NAMED_ACCOUNT.finditer(text))
    own = (("", found["value"]) for found in _OWN_ACCOUNT.finditer(text))
    return any(_is_account(network, value.rstrip(".")) for network, value in (*named, *own))


def _is_account(network: str, value: str) -> bool:
    if network in _MESSENGERS and value.isalpha() and value.islower():
        return False  # "WhatsApp: enviar": there an account is a telephone number
    word = value.lower()
    return word not in group("network_talk") and not lexicon().traits(word) & Trait.WORD
