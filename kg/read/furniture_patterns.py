"""The patterns of `kg.read.furniture`, as data: named regular expressions and nothing else.

LINES take a whole line, PREFIXES its beginning, SUFFIXES its end (group 1 on), SECTIONS are headings whose
following LINK_LINEs belong to them. All are tried on the line without its surrounding white space.
"""

from __future__ import annotations

import re

__all__ = ["LINES", "LINK_LINE", "OPENING", "PREFIXES", "SECTIONS", "SUFFIXES", "TITLE_SUFFIX"]


def _words(most: int) -> str:
    """One to `most` words, whatever they are made of. Linear: no white space inside a word, some between two."""
    return rf"[^\s:]+(?:\s+[^\s:]+){{0,{most - 1}}}"


_Patterns = tuple[tuple[str, re.Pattern[str]], ...]

# Names of persons, as in a byline: two to four capitalised words, initials and particles among them.
_CAP = r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*)"
_NAME = rf"{_CAP}(?:\s+(?:{_CAP}|de|da|del|van|von|der|den|bin|al|el|la|le|du|dos)){{1,4}}"
_NETWORK = r"(?:Twitter|Facebook|Instagram|Telegram|WhatsApp|YouTube|LinkedIn|TikTok|Reddit|Pinterest|Flipboard|X|Threads|Mastodon|Bluesky|Google News|Apple News|social media|RSS)"
# Press agencies and picture libraries, as they stand in credits.
_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|EPA-EFE|UPI|PA|dpa|DPA|ANSA|EFE|TASS|Xinhua|Anadolu(?: Agency)?|AA|Kyodo(?: News)?|Yonhap|IANS|PTI|ANI|"
    r"IRNA|SANA|SPA|WAM|KCNA|CNS|RIA Novosti|Sputnik|Interfax|Bloomberg|Getty(?: Images)?|GETTY(?: IMAGES)?|AFP via Getty Images|"
    r"Associated Press|The Associated Press|Agence France-Presse|Shutterstock|iStock|Alamy|Corbis|Rex|Wikimedia(?: Commons)?|WikiCommons|"
    r"Flickr|flickr|Pixabay|Unsplash|NurPhoto|ZUMA|Magnum|Handout|HANDOUT|File|FILE|Courtesy|Twitter|Facebook|YouTube|Instagram)"
)
_PICTURE = r"(?:Photo(?:graph)?|Image|Picture|Illustration|Graphic|Video|Footage|Screenshot|Map)"
_CREDIT_WORD = (
    rf"(?:{_PICTURE}(?:\s?(?:credit|source|courtesy|by))?s?|{_PICTURE}s?\s+(?:credit|source|courtesy)s?|Credits?|Pic)"
)


def _lines(**patterns: str) -> _Patterns:
    return tuple((name.replace("_", " "), re.compile(pattern, re.IGNORECASE)) for name, pattern in patterns.items())


def _cased(**patterns: str) -> _Patterns:
    """Patterns that tell by capitals: names, agencies."""
    return tuple((name.replace("_", " "), re.compile(pattern)) for name, pattern in patterns.items())


LINES: _Patterns = (
    *_lines(
        reading_time=r"(?:(?:estimated )?(?:reading|read|listening) time:?\s*)?(?:about )?\d{1,2}\s*-?\s*min(?:ute)?s?\.?(?:\s+(?:read|reading|listen|watch|video))?(?:\s+time)?",
        time_ago=r"(?:(?:last )?(?:published|updated|posted|modified):?\s+)?(?:\d{1,2}|an?|one)\s+(?:minute|min|hour|hr|day|week|month)s?\s+ago",
        clock=r"(?:(?:last )?(?:published|updated|posted|modified):?\s+)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:GMT|UTC|CET|CEST|BST|I?ST|[ECMP][SD]?T)?",
        updated=r"(?:first |last )?(?:published|updated|posted|modified)(?: (?:on|at))?:\s.{1,60}",
        enlarge=r"\(?(?:click|tap|press|hover|swipe|scroll)\b(?: (?:here|on|over|down|left|right|the (?:image|photo|picture|map)))*(?: (?:to|for)\b.{1,60})?\.?\)?",
        follow=rf"(?:(?:please|you can|make sure to) )?(?:(?:follow|like|join|find|add) (?:us|our|me)|follow(?![ -]up)|connect with us|subscribe to|stay connected)\b.{{0,50}}(?:\b(?:on|via)|@) ?(?:our )?{_NETWORK}\b.{{0,80}}",
        share=rf"(?:share|tweet|e-?mail|print|pin|post|send|copy|save|bookmark|recommend|like|forward)(?: (?:this|it|the|link|now|page|article|story|post|via|on|with|by|to|a|your|friends?|{_NETWORK}|e-?mail|print)\b)*[.!:]?",
        networks=rf"(?:share (?:on|via):?\s*)?{_NETWORK}(?:[\s,|·/]+(?:and\s+)?(?:{_NETWORK}|e-?mail|print|copy link))+",
        opinion=r"(?:have an opinion|tell us what you think|do you have (?:a (?:story|tip)|information)|got a (?:story|tip)|have your say|join the (?:conversation|discussion|debate)|leave a (?:comment|reply)|let us know what you think|what do you think\? (?:share|tell|leave|comment|let))\b.{0,160}",
        comments=r"(?:\d+\s+|view |show |read |load |see |hide |add |post |all )*comments?(?: \(\d+\))?(?: (?:below|are closed|section))?[.:]?",
        navigation=r"(?:skip to (?:main )?content|back to (?:top|home(?:page)?)|home|menu|search|log ?in|sign in|register|next(?: article| story| page)?|previous(?: article| story| page)?|load more|show more|see (?:all|more)|more|close|play(?: video)?|pause|mute|watch live|live|toggle \w+|print edition|view gallery|gallery|slideshow|open in app|listen(?: to (?:this )?(?:article|story))?)\.?",
        advertisement=r"[-–—(\[]*\s*(?:advert(?:isement|ising|orial)?s?|ads?|sponsored(?: content| links?| by .{1,40})?|promoted(?: content)?|paid (?:content|post)|(?:story|article|text|content) continues (?:below|after).{0,40}|continue reading.{0,60}|scroll to continue.{0,40}|report this ad|remove ads?|advertise with us)\s*[-–—)\]]*",
        newsletter=r"(?:please )?(?:sign up|sign-up|subscribe|register|join|enter your e-?mail|get)\b.{0,160}\b(?:newsletters?|e-?mails?|inbox|mailing list|alerts|notifications?|briefing|podcast|channel|daily digest|our app|to continue reading|for free|for unlimited)\b.{0,120}",
        subscribe=r"(?:subscribe|sign up|donate|support us|become a (?:member|subscriber|supporter|patron)|already a (?:subscriber|member)\?.{0,40}|download (?:the|our) .{0,40}\bapp\b.{0,40}|support (?:our|independent|quality) (?:work|journalism|reporting).{0,120})(?: (?:now|here|today|free|to .{1,40}))?[.!]?",
        read_more=r"(?:[-–—>»▶•*\[(]\s*)?(?:read(?: (?:more|also|next|the full (?:story|article)|full (?:story|article)|this))?|also read|see also|see (?:more|related)|watch(?: (?:more|now|also))?|listen(?: (?:now|also))?|more(?: (?:on|from|about) (?:this|the)(?: (?:story|topic))?)?|related(?: (?:articles?|stor(?:y|ies)|news|topics?|links?|coverage|content|reading|video|post)s?)?|don['’]t miss|you (?:may|might) (?:also )?like|recommended(?: (?:for you|reading|stories|articles))?|explainer|in pictures|opinion|analysis|full coverage|further reading)\s*(?::|»|>|\|)\s*.{0,200}",
        copyright=r"(?:©|(?:\(c\)|copyright\b)[^.]{0,30}\b(?:19|20)\d\d\b|copyright (?:©|\(c\)|by\b)).{0,300}|.{0,60}\ball rights reserved\b.{0,200}|.{0,60}\b(?:material|content|article|page)\b.{0,30}\bmay not be (?:published|reproduced|copied|reprinted|redistributed|reused),? (?:or )?\w+.{0,250}|this (?:article|story|work|content) is (?:licen[sc]ed|available|released|published) under\b.{0,200}|our standards:.{0,120}|(?:terms (?:of|and) \w+|privacy policy)(?: (?:and|\|) (?:terms (?:of|and) \w+|privacy policy))?\.?",
        syndicated=r"this (?:article|story|piece) (?:(?:was|has been|is|first|originally) ){1,3}(?:published|appeared|produced|republished|translated|archived|updated|corrected|auto-generated|syndicated|generated)\b.{0,200}|this is a (?:breaking news|developing) story\b.{0,160}|(?:more|details) to follow\.?|this (?:exclusive interview|page|article) (?:features|contains) (?:first-hand|original) (?:journalism|reporting)\b.{0,200}|the views expressed (?:in this|here|are)\b.{0,300}",
        cookies=r"(?:.{0,120}\b)?(?:we(?: and our partners)? use|(?:this|our) (?:web)?site uses|by using (?:this|our) (?:web)?site)\b.{0,80}\bcookies\b.{0,250}|(?:accept|reject|manage)(?: all)?(?: cookies)?|i agree|cookie (?:policy|settings|preferences)",
        contributed=r"[(\[]?.{3,200}\bcontributed (?:to|reporting(?: to| for)?) (?:this|the) (?:report|story|article)\b.{0,60}",
        tags=r"(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|sections?|posted in)\s*:\s*.{1,200}",
        address=r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,10}|@\w{2,20}|(?:file|image):\S[^\n]*\.(?:jpe?g|png|gif|svg|webm|ogg|ogv|pdf)",
    ),
    *_cased(
        byline=rf"(?!.*[.!?\"”]$)(?:By|BY|Written by|Posted by|Published by|Report by|Story by|Words by|From|Author:|Reporter:)\s+{_NAME}(?:\s*(?:,|&|and|AND|\|)\s*{_NAME}){{0,4}}(?:\s*[,|/•·–—-]\s*{_words(8)}|\s+in\s+{_CAP}(?:,?\s+{_CAP}){{0,2}})?",
        staff=rf"(?:By\s+)?(?:(?:{_CAP}\s+){{0,3}}(?:[Ss]taff|[Aa]gencies)(?:\s+(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?))?|{_AGENCY}(?:\s*(?:/|,|and|&)\s*{_AGENCY})*)",
        credit=rf"[(\[]?{_CREDIT_WORD}\s*[:©/]\s*.{{1,120}}",
        credit_phrase=rf"[(\[]?{_PICTURE}s? (?:(?:by|via) {_CAP}(?:[\s/&,]+{_CAP}){{0,5}}|courtesy(?: of)? {_words(6)}|(?:source|copyright),? {_words(6)})[)\].]*",
        agency_photo=rf"[(\[]?{_AGENCY}\s+(?:[Pp]hoto|[Ff]ile|[Ii]mages?)(?:\s*[/:|,-].{{0,60}}| by {_NAME})?[)\]]?|{_NAME}\s*/\s*{_AGENCY}(?:\s*/\s*{_CAP})?",
        reporting=rf"[(\[]?(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|Editing|Compiled|Translated|Edited|Photographs)(?: and (?:writing|editing))? by {_NAME}.{{0,200}}(?:\bby {_NAME}.{{0,80}}|{_CAP})[)\].]*",
        source_line=rf"(?:Sources?|SOURCES?|Via|VIA):\s*{_CAP}(?:[\s/,&]+{_CAP}){{0,5}}\.?",
    ),
)

_PLACE_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?:\s+[A-ZÀ-Þ.'’/-]{2,}){0,3}"
_PLACE = rf"{_CAP}(?:[\s/-]{_CAP}){{0,3}}"
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?"
_DASH = r"(?:—|–|--|-|:)"

PREFIXES: _Patterns = _cased(
    # A place, with its country or the day, an agency and a dash; in capitals ("BAGHDAD, Iraq (AP) —") or not.
    dateline=rf"(?:{_PLACE_CAPS}|{_PLACE})(?:,\s+(?:{_PLACE}|{_DAY})){{0,3}}\s+\((?:{_AGENCY})(?:[\s/,]+{_CAP})?\)\s*{_DASH}+\s*",
    # The same without an agency: only in capitals, with a new sentence behind the dash, on the first paragraph.
    dateline_of_place=rf"{_PLACE_CAPS}(?:,\s+(?:{_PLACE}|{_DAY})){{0,3}}\s+(?:—|–|--|-)\s+(?=[A-ZÀ-Þ0-9\"“'‘])",
    agency=rf"\((?:{_AGENCY})\)\s*(?:—|–|--|-)\s*|(?:{_AGENCY})\s+(?:—|–|--)\s+(?=[A-Z\"“])",
    kicker=r"(?:BREAKING(?: NEWS)?|UPDATED?|UPDATE \d+|EXCLUSIVE|WATCH|LIVE|CORRECTED|FACTBOX|EXPLAINER)\s*(?:—|–|-|:|\|)+\s*",
    caption_label=r"(?:Image caption|Media caption|Caption|FILE PHOTO|FILE|File photo)\s*(?:,|:|—|–|-)\s*",
    # An interviewer's initials before a question: "((AB)) What …"
    speaker_label=r"\(\((?:[A-Z]{2,4}|[A-Z][a-z]*[Nn]ews)\)\)\s*:?\s*",
    legend=r"[█■▇▪●◼]+\s*",
)

OPENING = frozenset({"dateline of place"})
"""Prefixes looked for only until the article's first long paragraph."""

SUFFIXES: _Patterns = _cased(
    # "… immediately. [Getty]"; a bracket inside a quotation ("[Trump]", "[…]", "[sic]") has no full stop before it
    bracketed_credit=rf"(\[(?:(?:[^\]\n]{{1,40}}[\s/])?{_AGENCY}|{_CREDIT_WORD}[:\s])[^\]\n]{{0,60}}\])[.\s]*$",
    bracketed_name=rf"(?<=[.!?'\"’”])\s+(\[{_CAP}(?:[\s/]+{_CAP}){{0,4}}\])\s*$",
    # Behind a full stop, or ending a caption that has none; "… the agency (AFP)." is an acronym explained.
    agency_in_parentheses=rf"(?<=[.!?'\"’”])\s*(\((?:{_CAP}[\s/]+){{0,3}}?{_AGENCY}(?:\s+[Pp]hoto)?(?:[\s/,]+{_CAP}){{0,4}}\))\.?$",
    agency_behind_caption=rf"(\((?:{_CAP}[\s/]+){{0,3}}?{_AGENCY}(?:\s+[Pp]hoto)?(?:[\s/,]+{_CAP}){{0,4}}\))$",
    agency_in_end=rf"(?<=[.!?'\"’”])\s*((?:—|–|--|/)\s*{_AGENCY}(?:\s*/\s*{_AGENCY})*)\.?\s*$",
    credit=rf"(\(?\b{_CREDIT_WORD}:\s*(?![a-z]){_words(9)})$|(?<=[a-z])({_PICTURE}:\s*(?![a-z]){_words(9)})$",
    enlarge=r"([(\[]?(?:Click|Tap) (?:here |on the (?:image|photo|picture|map) )?to (?:enlarge|zoom|expand|view)\b.{0,30})$",
)

SECTIONS: _Patterns = _lines(
    sources=r"(?:sources?|references|external links|sister links|notes|bibliography)\s*:?",
    related=r"(?:related(?: (?:news|articles?|stor(?:y|ies)|topics?|links?|coverage|content|reading|posts?))?|read (?:more|next|also)|see also|further reading|more (?:on this story|from .{1,30}|stories|news|like this|top stories)|most (?:read|popular|viewed|shared)|top stories|trending(?: now)?|recommended(?: (?:for you|reading|stories|articles))?|you (?:may|might) (?:also )?(?:like|be interested in)|editor['’]?s['’]? (?:picks?|choice)|latest (?:news|stories|headlines)|what to read next|popular(?: stories| now)?|in this section|around the web)\s*:?",
)
# Below such a heading: a headline, or a reference with outlet and date; neither is a paragraph of prose.
LINK_LINE = re.compile(
    r"(?:[-–—•*>»]\s*)?(?:.{1,300}(?:—|–|,|\|)\s*[^.]{1,80}\b(?:19|20)\d\d[).]*|.{1,160}[^.!?\"”'’\s])",
)
TITLE_SUFFIX = re.compile(r"\S\s+([|·»]\s+[^|]{2,40})$")
