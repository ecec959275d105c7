"""What people wear on a weekday, as SVG with places for colours: {cloth} {deep} {light} {trim} {skin} {dark}."""

BODY = (
    "M14,740 C18,606 66,542 178,508 C222,496 244,480 250,462 C282,500 322,500 352,462 C358,480 380,496 424,508 "
    "C534,542 582,606 586,740Z"
)
ARMS = '<path d="M112,740 C116,676 126,640 146,604 M488,740 C484,676 474,640 454,604" fill="none" stroke="{deep}" stroke-width="6" stroke-linecap="round"/>'


def base(fill: str = "{cloth}") -> str:
    return f'<path d="{BODY}" fill="{fill}"/>{ARMS}'


_ROUND_NECK = "M236,470 C246,546 356,546 366,470 L352,462 C322,500 282,500 250,462Z"
_V_NECK = "M240,470 L300,590 L362,470 L352,462 C322,500 282,500 250,462Z"
_COLLAR = "M246,462 L210,506 L264,566 L300,520Z M356,462 L392,506 L338,566 L300,520Z"

CLOTHES = {
    "coat": base() + f'<path d="{_V_NECK}" fill="{{trim}}"/><path d="M246,462 L202,500 L212,540 L190,552 L292,730 H310 L300,590Z M356,462 L400,500 L390,540 L412,552 L318,730 H300 L300,590Z" fill="{{deep}}"/>'
    '<path d="M246,462 L202,500 L212,540 L190,552 L296,724 M356,462 L400,500 L390,540 L412,552 L306,724" fill="none" stroke="{light}" stroke-width="3" opacity=".5"/>',
    "shirt": base() + f'<path d="M292,540 h16 V740 h-16Z" fill="{{light}}"/><path d="M250,462 C282,500 322,500 352,462 L300,540Z" fill="{{skin}}"/><path d="{_COLLAR}" fill="{{trim}}"/>'
    '<g fill="{deep}"><circle cx="300" cy="590" r="6"/><circle cx="300" cy="650" r="6"/><circle cx="300" cy="706" r="6"/></g>',
    "tee": base() + f'<path d="{_ROUND_NECK}" fill="{{skin}}"/><path d="M230,474 C242,560 360,560 372,474 L358,468 C350,534 252,534 244,468Z" fill="{{deep}}"/>'
    '<path d="M204,630 H396 M204,660 H396" stroke="{trim}" stroke-width="16"/>',
    "sweater": base() + '<path d="M232,446 C248,522 354,522 370,446 L376,500 C352,556 250,556 226,500Z" fill="{deep}"/>'
    '<path d="M60,622 C200,590 400,590 540,622 L546,650 C400,618 200,618 54,650Z M44,684 C200,654 400,654 556,684 L560,708 C400,678 200,678 40,708Z" fill="{trim}"/>',
    "turtleneck": base() + '<path d="M238,404 C262,430 340,430 364,404 L374,490 C346,532 256,532 228,490Z" fill="{cloth}"/><path d="M236,432 C262,458 340,458 366,432 M228,490 C256,532 346,532 374,490" fill="none" stroke="{deep}" stroke-width="6"/>'
    '<path d="M250,440 V500 M276,450 V514 M326,450 V514 M352,440 V500" stroke="{deep}" stroke-width="3" opacity=".6"/>',
    "cardigan": base() + '<path d="M236,470 L300,640 L366,470 L352,462 C322,500 282,500 250,462Z" fill="{trim}"/><path d="M250,462 C282,500 322,500 352,462 L300,530Z" fill="{skin}"/>'
    '<path d="M240,464 L290,650 V740 H312 V650 L362,464 L346,470 L300,620 L256,470Z" fill="{deep}"/><g fill="{trim}"><circle cx="301" cy="670" r="8"/><circle cx="301" cy="712" r="8"/></g>',
    "hoodie": base() + '<path d="M172,512 C180,436 238,424 252,452 C262,524 340,524 350,452 C364,424 422,436 430,512 C386,588 216,588 172,512Z" fill="{deep}"/>'
    '<path d="M276,552 V650 M326,552 V642" stroke="{trim}" stroke-width="8" stroke-linecap="round"/><path d="M180,680 H420 L450,740 H150Z" fill="{deep}" opacity=".5"/>',
    "dress": f'<path d="{BODY}" fill="{{skin}}"/>' + ARMS.replace("{deep}", "{dark}")
    + '<path d="M96,740 C104,650 130,600 164,572 L190,506 L208,500 C222,590 250,632 300,640 C352,632 380,590 394,500 L412,506 L438,572 C472,600 498,650 506,740Z" fill="{cloth}"/>'
    '<path d="M164,572 C220,640 380,640 438,572 L444,590 C384,664 218,664 158,590Z" fill="{deep}" opacity=".6"/><path d="M250,476 Q300,566 352,476" fill="none" stroke="{trim}" stroke-width="5"/><circle cx="301" cy="528" r="10" fill="{trim}"/>',
    "blouse": base() + '<path d="M250,462 C282,500 322,500 352,462 L330,560 H272Z" fill="{skin}"/><path d="M300,560 C250,530 232,500 246,462 L206,500 C220,550 260,590 300,596 C342,590 384,550 396,500 L356,462 C370,500 350,530 300,560Z" fill="{light}"/>'
    '<path d="M300,572 q-52,-24 -60,14 q30,24 60,2 q30,22 60,-2 q-8,-38 -60,-14Z M292,588 l-26,84 l32,-22 Z M310,588 l26,84 l-32,-22Z" fill="{trim}"/>',
    "denim": base() + '<path d="M240,470 L300,640 L362,470 L352,462 C322,500 282,500 250,462Z" fill="{trim}"/><path d="M246,462 L196,506 L262,590 L296,636 V740 H306 V636 L340,590 L406,506 L356,462 L318,570 H284Z" fill="{deep}"/>'
    '<path d="M140,600 h90 v70 l-45,20 l-45,-20Z M372,600 h90 v70 l-45,20 l-45,-20Z" fill="none" stroke="{light}" stroke-width="4" stroke-dasharray="9 6"/><g fill="#e0b060"><circle cx="301" cy="664" r="7"/><circle cx="301" cy="710" r="7"/></g>',
    "leather": base() + '<path d="M240,470 L300,610 L362,470 L352,462 C322,500 282,500 250,462Z" fill="{trim}"/><path d="M246,462 L182,510 L206,566 L282,740 H330 L300,610Z" fill="{deep}"/><path d="M356,462 L420,510 L396,566 L340,740 H330 L300,610Z" fill="{deep}"/>'
    '<path d="M330,606 L346,740" stroke="#cfd2d6" stroke-width="6" stroke-dasharray="6 4"/><path d="M60,640 q40,-80 90,-90 M540,640 q-40,-80 -90,-90" fill="none" stroke="{light}" stroke-width="7" opacity=".7" stroke-linecap="round"/>',
    "dungarees": base("{trim}") + '<path d="M246,466 C262,520 340,520 356,466 L352,462 C322,500 282,500 250,462Z" fill="{skin}"/><path d="M196,500 H232 L242,610 H360 L370,500 H406 L424,640 V740 H178 V640Z" fill="{cloth}"/><path d="M240,610 H362 V700 H240Z" fill="{deep}" opacity=".6"/>'
    '<g fill="#e0b060"><circle cx="236" cy="612" r="11"/><circle cx="366" cy="612" r="11"/></g>',
    "waistcoat": base("#f3efe6") + '<path d="M178,508 L222,494 L300,640 L380,494 L424,508 L446,740 H156Z" fill="{cloth}"/><path d="M222,494 L300,640 V740 H306 V640 L380,494 L392,500 L318,652 V740 H284 V652 L210,498Z" fill="{deep}"/>'
    '<path d="M250,462 L222,498 L272,548 L300,516Z M352,462 L380,498 L330,548 L300,516Z" fill="#fffaf0"/><path d="M286,520 h28 l8,24 l-22,70 l-22,-70Z" fill="{trim}"/><g fill="{trim}"><circle cx="300" cy="672" r="6"/><circle cx="300" cy="712" r="6"/></g>',
    "vest": f'<path d="{BODY}" fill="{{skin}}"/>' + ARMS.replace("{deep}", "{dark}")
    + '<path d="M118,740 C130,660 150,600 176,566 L196,502 L226,494 C226,570 262,604 302,604 C342,604 378,570 376,494 L408,502 L428,566 C452,600 474,660 484,740Z" fill="{cloth}"/><path d="M226,494 C226,570 262,604 302,604 C342,604 378,570 376,494" fill="none" stroke="{trim}" stroke-width="9"/>',
    "parka": base() + '<path d="M236,470 L292,640 V740 H310 V640 L366,470 L352,462 C322,500 282,500 250,462Z" fill="{deep}"/><path d="M150,520 C150,420 230,400 248,440 C262,520 340,520 354,440 C372,400 452,420 452,520 C400,606 202,606 150,520Z" fill="{cloth}"/>'
    '<path d="M150,520 q-20,-30 4,-50 q0,-30 30,-38 q14,-24 38,-10 q24,4 28,24 C262,520 340,520 352,446 q4,-20 28,-24 q24,-14 38,10 q30,8 30,38 q24,20 4,50 q-10,-40 -40,-52 C380,560 222,560 190,468 q-30,12 -40,52Z" fill="{trim}"/>',
    "pyjamas": base() + '<path d="M250,462 C282,500 322,500 352,462 L300,590Z" fill="{skin}"/><path d="M246,462 C200,480 200,540 300,610 C402,540 402,480 356,462 L300,590Z" fill="{deep}"/><path d="M70,600 V740 M130,560 V740 M190,540 V740 M412,540 V740 M472,560 V740 M532,600 V740 M246,620 V740 M356,620 V740" stroke="{trim}" stroke-width="9" opacity=".7"/>',
    "poncho": '<path d="M-10,740 C40,600 120,520 226,482 C246,470 250,466 252,458 C282,496 322,496 350,458 C354,466 360,470 376,482 C482,520 560,600 612,740Z" fill="{cloth}"/><path d="M24,700 L300,560 L578,700 L590,740 L300,604 L12,740Z" fill="{trim}"/>'
    '<path d="M70,640 L300,520 L532,640 L540,660 L300,542 L62,660Z" fill="{deep}"/><path d="M300,500 V740" stroke="{deep}" stroke-width="5" opacity=".5"/>',
}  # fmt: skip
