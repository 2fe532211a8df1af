"""Exact places: streets, houses, directions, coordinates, named shelters and flights.

Countries, regions and cities may be named, and so may the kind of place a child is in. What leads to one door may
not; a shelter's own name and a flight lead there as well as a street does.
"""

import re

_FILLER = r"(?:de la|de los|de las|del|de|la|el|los|las|no|num|numero|nro|n|du|des|le|les|l|d)"
_STOP = (
    r"(?:desde|hace|hay|con|y|e|o|por|para|en|a|al|que|se|sin|como|durante|tiene|fue|esta|estan|son|es|no|and|or|"
    r"with|for|since|at|in|on|to|of|is|are|was|has|"
    r"avec|sans|pour|depuis|dans|est|sont|a|au|aux|et|ou|pendant|hasta|entre|from|until|the)"
)
_WORD = rf"(?!{_STOP}\b)[^\W\d_]+"
_NUMBER = r"(?:#|no\.?|num\.?|numero|n)? ?\d{1,5}[a-z]?\b"
_STREET_ES = (
    r"(?:calle|avenida|av|avda|avd|ave|bulevar|bvar|blvd|boulevard|carretera|carr|calzada|calz|pasaje|pje|callejon|"
    r"prolongacion|privada|cerrada|circuito|diagonal|"
    r"andador|peatonal|transversal|calleja|carrera|periferico|autopista)"
)
_QUARTER_ES = (
    r"(?:colonia|col|barrio|bo|residencial|urbanizacion|urb|fraccionamiento|fracc|reparto|aldea|caserio|"
    r"lotificacion|comunidad|ejido|rancheria|vereda|manzana|mza|"
    r"mz|lote|bloque|canton|parcela|poligono|edificio|edif|torre|condominio|invasion|asentamiento|quartier|cite|"
    r"lotissement)"
)
_SPANISH = re.compile(
    rf"\b{_STREET_ES}\b\.?,? (?:{_FILLER}\.? ){{0,2}}(?:{_WORD},? ){{0,4}}{_NUMBER}|"
    rf"\b\d{{1,3}} ?(?:a|ra|da|ta|na|va|o|era|av|avenida)?\.? (?:calle|avenida|av|ave)\b|"
    rf"\b(?:primera|segunda|tercera|cuarta|quinta|sexta|septima|octava|novena|decima) (?:calle|avenida)\b|"
    rf"\b{_STREET_ES}\b\.? (?:{_FILLER}\.? ){{0,2}}(?-i:[A-Z])(?-i:[a-z])|"
    rf"\b(?:calle|avenida|av|ave)\.? (?-i:[A-Z])\b|"
    rf"\b{_QUARTER_ES}\b\.? (?:{_FILLER}\.? )?(?:(?-i:[A-Z])\w*|\"|'|#? ?\d{{1,4}}\b)|"
    rf"\b(?:colonia|barrio|aldea|caserio|residencial|urbanizacion|fraccionamiento) (?:el|la|los|las|san|santa|"
    rf"nueva|villa|15|21)\b (?!capital\b|frontera\b)\w|"
    r"\bcol\. ?[a-z]|"
    r"\b(?:casa|apartamento|apto|depto|departamento|interior|int|piso|vivienda|casilla|apartado postal)"
    r"(?: ?(?:no|num|numero|nro|n)\.? ?| ?# ?| )\d{1,5}[a-z]?\b"
    r"(?! (?:(?:dia|mes|ano|hora|nino|nina|menor|caso|person)\w*|del?\b))|"
    r"\bzona \d{1,2}\b|\bcp\.? ?:?\d{5}\b|\bc\.p\.? ?:?\d{5}\b|\bcodigo postal\b[^;\n]{0,6}\d{4,6}|"
    r"\b(?:\d{1,4}|una|dos|tres|cuatro|cinco|media|un|cien|doscientos) (?:cuadras?|varas|mts?|metros|"
    r"c)\.? (?:y media )?(?:al |a la |hacia |arriba|abajo|norte|sur|este|oeste|antes|despues|del?\b)|"
    r"\b(?:contiguo|enfrente|frente|a la par|al lado|a un costado|atras|detras|diagonal|costado (?:norte|sur|este|"
    r"oeste)) (?:de la|del|de|al|a la|a) (?:iglesia|escuela|parque|gasolinera|mercado|pulperia|cancha|banco|tienda|"
    r"farmacia|hospital|puente|estadio|colegio|cementerio)|"
    r"\b(?:km|kilometro|kilometre)\.? ?\d{1,4}(?:[.,]\d+)?\b",
    re.IGNORECASE,
)
_SUFFIX_EN = (
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|place|pl|highway|hwy|parkway|pkwy|"
    r"terrace|ter|circle|cir|way|trail|loop|square|plaza)"
)
_MONTH_OR_COUNT = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|days?|weeks?|months?|years?|hours?|minutes?|boys?|"
    r"girls?|children|minors?|cases?|people|persons?|"
    r"adolescents?|siblings?|documents?|files?|referrals?|percent|ans|anos|times?|other|more|new|open|"
    r"unaccompanied|family|families|urgent|pm|am|youths?|teens?"
)
_ENGLISH = re.compile(
    rf"\b\d{{1,6}}[a-z]?,? (?:[nsew]{{1,2}}\.? )?(?:(?!(?:{_STOP}|{_MONTH_OR_COUNT})\b)(?:\d{{1,3}}(?:st|nd|rd|th)|"
    rf"[a-z]+\.?) ){{1,3}}{_SUFFIX_EN}\b|"
    rf"\b\d{{1,3}}(?:st|nd|rd|th) {_SUFFIX_EN}\b|\b(?-i:[A-Z][a-z]+) (?-i:Street|St|Avenue|Ave|Road|Rd|Blvd|"
    rf"Boulevard|Lane|Ln|Drive)\b\.?(?! [A-Z][a-z]+'s)|"
    r"\b(?:apt|apartment|unit|suite|ste|trailer|lot|house|flat|bldg|building|block)\.? ?(?:no\.? ?|number |"
    r"# ?)?\d{1,5}[a-z]?\b(?! of\b)|\bapt\.? ?#? ?[a-z]?\d|"
    r"\b\d{1,3}(?:st|nd|rd|th) and (?-i:[A-Z])|\b(?:motel|hostal|posada) (?:(?-i:[A-Z])|\d)|"
    r"\bp\.? ?o\.? ?box\b|\bpo box\b|\bcorner of\b|\bzip(?: code)?\W{0,3}\d{5}|\b(?-i:[A-Z]{2}) \d{5}(?:-\d{4})?\b|"
    r"\b[a-z]\d[a-z] ?\d[a-z]\d\b|"
    r"\bmile marker \d+|\b(?:next to|across from|behind|in front of) the (?:church|school|market|gas station|bank|"
    r"park|store|stadium)\b|"
    r"\b(?:lives?|living|stays?|staying|resides?|residing|vive|viven|habita|reside|habite|demeure|loge) (?:at|en|"
    r"au|in|no\.?) (?:the )?(?:no\.? ?|#)?\d{1,5}\b(?! (?:a|anos|years|ans|de|different|other|shelters?|countr\w+|"
    r"pais\w*)\b)",
    re.IGNORECASE,
)
_FRENCH = re.compile(
    r"\b(?:\d{1,5}(?: ?(?:bis|ter|[a-d]))?,? )(?:rue|av|avenue|boul|boulevard|bd|blvd|chemin|ch|allee|impasse|"
    r"place|quai|route|rte|rang|cours|ruelle|montee|square|passage)\b\.? ?(?!d'urgence)[\w']|"
    r"\b(?:rue|avenue|boulevard|boul|bd|chemin|allee|impasse|quai|ruelle|rang) (?:de la |de l'|des |du |de |d'|la |"
    r"le |les |l')?(?:(?-i:[A-Z])|\d|(?:sainte?|notre)\b)|"
    rf"\b(?:rue|avenue|boulevard|chemin|allee|impasse) (?:de la |de l'|des |du |de |d'|la |"
    rf"le )?(?:{_WORD} ){{0,3}}{_NUMBER}|"
    r"\b(?:appartement|app|appt|immeuble|batiment|bat|porte|chambre|etage)\.? ?(?:no\.? ?|n ?o? ?|"
    r"numero )?\d{1,5}[a-z]?\b|\b(?:au |le )?\d{1,2}e etage\b|"
    r"\bcode postal\b[^;\n]{0,6}\w{3}|\b(?:derriere|en face de|a cote de|pres de) (?:l'eglise|l'ecole|la gare|"
    r"la pharmacie|la mairie|la banque)\b|\bangle des rues\b",
    re.IGNORECASE,
)
_COORDINATES = re.compile(
    r"-?\d{1,3}[.,]\d{3,}\s?[,;/ ]\s?-?\d{1,3}[.,]\d{3,}|\b\d{1,3} ?(?:°|o|deg)\s?\d{1,2} ?(?:'|"
    r"min)[^;\n]{0,12}?[nsewo]\b|\b\d{1,3}[.,]\d{2,} ?°? ?[nsewo]\b,? ?\d{1,3}[.,]\d{2,}|"
    r"\b(?:lat|latitud|latitude|gps|coordenadas|coordinates|coordonnees|lon|long|"
    r"longitud)\b[^;\n]{0,15}?-?\d{1,3}[.,]\d{2,}|"
    r"\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b",
    re.IGNORECASE,
)
_FLIGHT = re.compile(
    r"\b(?:vuelo|flight|vol)\b[\s:#-]{0,3}(?:no\.? ?|num\w* ?|n ?o? ?|number )?(?:[a-z]{2,3}|[a-z]\d|"
    r"\d[a-z])? ?-?\d{2,4}\b(?!\s?(?:h|:|am|pm))",
    re.IGNORECASE,
)

_GENERIC = (
    r"(?:Temporal|Municipal|Nacional|Estatal|Federal|Especializad[oa]|Seguro|Temporary|National|State|Emergency|"
    r"Para|Del?|Care|Services?|Staff|Director|Network|Program\w*|"
    r"En|In|De|D|Du|Des|Pour|For|Y|And|Et|DIF|DINAF|SENAF|CONAPINA|ORR|UNICEF|Sustituto|Familiar|Comunitario|"
    r"Manager|Worker|Placement|Type|Social|Official|[A-Z]{2,})"
)
_SHELTER = re.compile(
    rf"\b(?:albergue|refugio|casa hogar|casa cuna|casa refugio|hogar|orfanato|orfelinato|foyer|refuge|"
    rf"orphelinat)(?: (?:llamado|denominado|de nombre|named|called|appele|nomme))? ?[\"'«(]? ?"
    rf"(?:la |le |les |el |los |las |l')?(?!(?-i:{_GENERIC})\b)"
    rf"(?:(?-i:[A-Z][A-Za-z'-]+)|(?:casa|san|santa|santo|saint|sainte|nuestra senora|"
    rf"notre-? ?dame|nueva|buen pastor|divina|divino|sagrado|jesus|maria) \w)|"
    r"\b(?:albergue|refugio|hogar|shelter|foyer|refuge|orphanage|orfanato) (?:llamado|denominado|de nombre|named|"
    r"called|appele|nomme|known as|conocido como) \w|"
    rf"\b(?:shelter|orphanage|group home|"
    rf"children's home)s?,? [\"'«(]? ?(?!(?-i:{_GENERIC})\b)(?-i:[A-Z][a-z]+)(?! (?:Department|Ministry|Consulate))|"
    r"\b(?:albergue|refugio|shelter|foyer|hogar|refuge|orphanage)\W{1,2}[\"«']\W?\w|"
    r"\bcasa (?:del? (?:la |los |las )?)?(?:migrante|alianza|nina|ninos|nazaret\w*|betania|belen|san|santa|monarca|"
    r"frida|indi|mambre|tochan|esperanza|marianella)\b|"
    r"\bcentro (?:de (?:atencion|acogida|proteccion|menores)[\w ]{0,25} )?[\"«']?(?-i:San|Santa|Santo|Nuestra|Casa|"
    r"Bel[e]n)\b|"
    r"(?-i:\b(?!(?:The|A|An|Our|This|That|Any|Each|No|Another|Temporary|Emergency|Safe|Secure|Federal|State|"
    r"National|Government|Children's|Migrant|Youth|Family|Group|Foster|Nursing|Transit|"
    r"Open|Same|New|Current|Local|White|Full|In|At|From|To|Her|His|Their|Which|One|Large|Small|Child|Private|"
    r"Public|Host|Your|My|Border|Mexican|Nearest|Other|Canadian|Long|Short|Women's|"
    r"Halfway|Opera|Care|ORR|DIF|Court|Police|Every|Next|First|Second|Licensed|Returned|Back|Lower|Upper|Guest|"
    r"Foyer|Central|Unknown|Current|Residential)\b)[A-Z][a-z]+(?:'s)? (?:House|Shelter|Home|Refuge|Orphanage)\b)",
    re.IGNORECASE,
)
_NOT_PLACE = re.compile(
    r"\b(?:(?:en )?situacion de calle|ninos de la calle|ninos y ninas de la calle|en la calle|de la calle|en route|"
    r"hors les rues|enfants? des? (?:la )?rues?|dans la rue|a \d+ ?km|\d+ ?km\b|"
    r"comunidad (?:internacional|indigena|lgbt\w*|garifuna|maya|andina|receptora|de origen|de acogida)|"
    r"street (?:children|child|youth|outreach))",
    re.IGNORECASE,
)


def has_address(text: str) -> bool:
    """Whether plain `text`, with its numbers in digits, leads to one door."""
    text = _NOT_PLACE.sub("|", text)
    return any(pattern.search(text) for pattern in (_SPANISH, _ENGLISH, _FRENCH, _COORDINATES, _SHELTER, _FLIGHT))
