"""Hair, clothes and things worn, as SVG with places for colours: {hair} {deep} {shine} {cloth} {trim} {skin}."""

_BODY = "M20,730 C24,600 70,540 180,508 C222,496 244,480 250,462 C282,500 322,500 352,462 C358,480 380,496 422,508 C530,540 576,600 580,730Z"

CLOTHES = {
    "coat": f'<path d="{_BODY}" fill="{{cloth}}"/><path d="M250,462 L214,498 L270,640 L300,560Z M352,462 L388,498 L332,640 L300,560Z" fill="{{deep}}"/>'
    '<path d="M262,500 L300,560 L340,500 L330,730 H272Z" fill="{trim}"/>',
    "suit": f'<path d="{_BODY}" fill="{{cloth}}"/><path d="M254,480 L300,560 L348,480 L340,730 H262Z" fill="#f3efe6"/>'
    '<path d="M288,556 h24 l10,30 l-14,144 h-16 l-14,-144Z" fill="{trim}"/><path d="M250,464 L222,520 L292,730 H250 L180,508Z M352,464 L378,520 L308,730 H350 L422,508Z" fill="{deep}"/>',
    "sweater": f'<path d="{_BODY}" fill="{{cloth}}"/><path d="M236,446 C250,520 352,520 366,446 L372,500 C350,552 252,552 230,500Z" fill="{{deep}}"/>'
    '<path d="M70,610 C200,580 400,580 530,610 L536,636 C400,606 200,606 64,636Z M50,668 C200,640 400,640 550,668 L554,690 C400,662 200,662 46,690Z" fill="{trim}"/>',
    "dress": f'<path d="{_BODY}" fill="{{skin}}"/><path d="M20,730 C26,650 50,592 100,556 L190,508 L206,502 C220,590 250,632 300,640 C352,632 380,590 396,502 L412,508 L500,556 C550,592 574,650 580,730Z" fill="{{cloth}}"/>'
    '<circle cx="300" cy="532" r="10" fill="{trim}"/><path d="M250,470 Q300,560 352,470" fill="none" stroke="{trim}" stroke-width="5"/>',
    "hoodie": f'<path d="{_BODY}" fill="{{cloth}}"/><path d="M180,508 C190,440 240,430 252,452 C262,520 340,520 350,452 C362,430 412,440 422,508 C380,580 220,580 180,508Z" fill="{{deep}}"/>'
    '<path d="M276,548 V640 M324,548 V640" stroke="{trim}" stroke-width="7"/>',
    "armour": f'<path d="{_BODY}" fill="{{cloth}}"/><path d="M20,730 C20,600 80,520 170,520 C210,560 200,660 150,730Z M580,730 C580,600 520,520 430,520 C390,560 400,660 450,730Z" fill="{{deep}}"/>'
    '<path d="M228,470 C240,548 362,548 374,470 L384,512 C360,584 240,584 216,512Z" fill="{trim}"/><path d="M60,610 q60,-50 120,-40 M540,610 q-60,-50 -120,-40" stroke="{trim}" stroke-width="6" fill="none"/>',
    "oilskin": f'<path d="{_BODY}" fill="{{cloth}}"/><path d="M232,440 C240,520 360,520 370,440 L404,480 C392,560 210,560 198,480Z" fill="{{trim}}"/>'
    '<path d="M294,540 h12 V730 h-12Z" fill="{deep}"/><circle cx="326" cy="600" r="9" fill="{deep}"/><circle cx="326" cy="670" r="9" fill="{deep}"/>',
    "space": f'<path d="{_BODY}" fill="{{cloth}}"/><ellipse cx="300" cy="486" rx="170" ry="52" fill="{{deep}}"/><ellipse cx="300" cy="478" rx="150" ry="40" fill="{{trim}}"/>'
    '<rect x="216" y="590" width="168" height="96" rx="14" fill="{deep}"/><circle cx="256" cy="638" r="18" fill="{trim}"/><path d="M292,624h70m-70,28h70" stroke="{trim}" stroke-width="9"/>',
    "uniform": f'<path d="{_BODY}" fill="{{cloth}}"/><path d="M226,470 C240,520 362,520 376,470 L366,438 C350,490 252,490 236,438Z" fill="{{deep}}"/>'
    '<path d="M292,510 h16 V730 h-16Z" fill="{deep}"/><g fill="{trim}"><circle cx="330" cy="560" r="9"/><circle cx="330" cy="620" r="9"/><circle cx="330" cy="680" r="9"/><rect x="86" y="546" width="96" height="18" rx="8" transform="rotate(-18 134 556)"/><rect x="418" y="546" width="96" height="18" rx="8" transform="rotate(18 466 556)"/></g>',
    "apron": f'<path d="{_BODY}" fill="{{cloth}}"/><path d="M210,500 H226 L240,600 H360 L376,500 H392 L420,730 H180Z" fill="{{trim}}"/><path d="M240,600 H360 L356,624 H244Z" fill="{{deep}}" opacity=".4"/>',
}

_CAP = "M196,250 C176,90 424,84 406,250 C396,214 372,190 348,182 C300,190 236,190 196,250Z"

HAIR_BACK = {
    "long": '<path d="M184,250 C164,70 438,66 418,250 C424,360 440,470 470,560 H130 C160,470 178,360 184,250Z" fill="{deep}"/>',
    "bob": '<path d="M180,240 C166,80 436,76 422,240 C428,320 424,370 414,404 H188 C178,370 174,320 180,240Z" fill="{deep}"/>',
    "curls": '<g fill="{deep}"><circle cx="300" cy="190" r="142"/><circle cx="180" cy="262" r="74"/><circle cx="420" cy="262" r="74"/><circle cx="186" cy="350" r="58"/><circle cx="416" cy="350" r="58"/></g>',
    "afro": '<circle cx="300" cy="200" r="176" fill="{deep}"/>',
    "bun": '<circle cx="300" cy="88" r="62" fill="{deep}"/>',
    "braid": '<path d="M380,180 C470,240 452,330 462,400 C470,470 440,540 452,620 L410,640 C396,540 420,470 404,400Z" fill="{deep}"/>',
    "plaits": '<path d="M206,260 C120,300 150,420 110,520 L150,540 C200,450 180,360 226,320Z M396,260 C480,300 450,420 490,520 L450,540 C400,450 420,360 374,320Z" fill="{deep}"/>',
}

HAIR_FRONT = {
    "short": f'<path d="{_CAP}" fill="{{hair}}"/><path d="M230,160 C270,120 340,118 372,150 C330,140 280,144 230,160Z" fill="{{shine}}"/>',
    "swept": '<path d="M196,246 C170,84 400,40 420,170 C424,200 412,226 406,246 C398,206 380,190 366,180 C320,214 236,214 196,246Z" fill="{hair}"/><path d="M226,150 C280,96 360,96 396,148 C340,124 280,132 226,150Z" fill="{shine}"/>',
    "long": '<path d="M196,330 C168,90 428,76 408,330 C410,240 390,196 330,160 C300,210 220,220 196,330Z" fill="{hair}"/><path d="M240,140 C290,106 350,112 382,150 C330,132 290,132 240,140Z" fill="{shine}"/>',
    "bob": '<path d="M188,372 C160,70 440,70 414,372 C412,300 404,236 394,212 C330,196 270,196 208,212 C198,236 190,300 188,372Z" fill="{hair}"/><path d="M232,150 C280,112 350,114 384,156 C330,136 280,138 232,150Z" fill="{shine}"/>',
    "curls": '<g fill="{hair}"><circle cx="226" cy="182" r="46"/><circle cx="280" cy="150" r="52"/><circle cx="340" cy="150" r="50"/><circle cx="384" cy="192" r="40"/></g>',
    "afro": '<path d="M198,236 C190,120 410,116 402,236 C380,196 350,182 300,182 C250,182 220,196 198,236Z" fill="{hair}"/>',
    "bun": f'<path d="{_CAP}" fill="{{hair}}"/><path d="M240,150 C280,124 330,124 366,150 C330,140 280,140 240,150Z" fill="{{shine}}"/>',
    "braid": '<path d="M196,262 C170,84 440,84 408,262 C400,216 360,180 326,168 C290,200 226,206 196,262Z" fill="{hair}"/>',
    "plaits": '<path d="M196,262 C180,84 420,84 406,262 C396,210 360,190 302,166 C250,190 208,210 196,262Z" fill="{hair}"/>',
    "receding": '<path d="M198,262 C184,200 200,150 232,140 C218,176 214,200 208,262Z M404,262 C418,200 400,150 370,140 C386,176 388,200 396,262Z" fill="{hair}"/>',
    "bald": "",
}

WORN = {
    "beard": '<path d="M206,286 C212,330 240,340 268,336 C290,326 330,326 346,334 C370,338 390,326 397,286 C404,390 352,440 302,440 C250,440 198,390 206,286Z M282,360 Q310,374 342,358 Q312,350 282,360Z" fill="{hair}" fill-rule="evenodd"/>',
    "moustache": '<path d="M262,346 C282,322 304,328 312,336 C322,328 346,322 364,346 C344,346 330,350 312,346 C294,350 282,346 262,346Z" fill="{hair}"/>',
    "glasses": '<g fill="none" stroke="#14110f" stroke-width="7"><circle cx="264" cy="256" r="37"/><circle cx="354" cy="256" r="37"/><path d="M301,252 Q309,246 317,252 M227,250 L206,244 M391,250 L402,246"/></g>',
    "shades": '<g fill="#0c0b10"><path d="M222,236 H304 C304,284 232,292 222,236Z M314,236 H398 C392,292 320,284 314,236Z"/><rect x="216" y="232" width="188" height="9"/></g>',
    "fedora": '<path d="M110,196 C200,150 400,150 492,196 C420,224 190,226 110,196Z" fill="{deep}"/><path d="M196,184 C196,70 250,44 300,66 C350,40 408,70 408,184 C340,160 260,160 196,184Z" fill="{cloth}"/><path d="M194,182 C260,154 340,154 409,182 V158 C340,130 262,130 196,158Z" fill="{trim}"/>',
    "scarf": '<path d="M180,480 C160,300 150,60 300,58 C452,60 440,300 424,480 C400,452 398,330 398,250 C392,170 340,150 300,150 C262,150 208,170 204,250 C204,330 204,452 180,480Z" fill="{trim}"/><path d="M176,470 C220,540 380,540 428,470 C450,560 520,560 540,600 C420,660 180,660 70,600 C90,560 160,560 176,470Z" fill="{trim}"/><path d="M176,470 C220,540 380,540 428,470 M300,58 C230,90 196,170 190,300" fill="none" stroke="#000" stroke-opacity=".25" stroke-width="9"/>',
    "beanie": '<path d="M190,220 C180,50 424,50 412,220Z" fill="{trim}"/><rect x="180" y="186" width="242" height="54" rx="22" fill="{deep}"/>',
    "captain": '<path d="M196,190 C160,110 240,70 300,70 C362,70 442,110 406,190Z" fill="#f4f0e6"/><path d="M192,180 C250,156 350,156 410,180 V214 C350,192 250,192 192,214Z" fill="{cloth}"/><path d="M210,208 C260,190 340,190 394,208 C380,244 224,244 210,208Z" fill="#14110f"/><circle cx="302" cy="172" r="18" fill="{trim}"/>',
    "tricorne": '<path d="M90,196 C150,60 250,120 300,60 C350,120 450,60 512,196 C420,150 180,150 90,196Z" fill="{cloth}"/><path d="M90,196 C180,150 420,150 512,196 C430,180 180,180 90,196Z" fill="{trim}"/>',
    "crown": '<path d="M196,188 L180,70 L240,128 L270,44 L302,122 L336,44 L364,128 L424,70 L406,188 C340,164 262,164 196,188Z" fill="{trim}"/><g fill="{cloth}"><circle cx="240" cy="154" r="10"/><circle cx="302" cy="146" r="12"/><circle cx="364" cy="154" r="10"/></g>',
    "headphones": '<path d="M186,270 C160,50 442,50 416,270" fill="none" stroke="{trim}" stroke-width="22"/><rect x="164" y="226" width="52" height="104" rx="24" fill="{deep}"/><rect x="390" y="226" width="52" height="104" rx="24" fill="{trim}"/>',
    "helmet": '<circle cx="300" cy="262" r="214" fill="#dff2ff" opacity=".16"/><circle cx="300" cy="262" r="214" fill="none" stroke="{trim}" stroke-width="20"/><path d="M154,180 C180,110 240,82 290,76" fill="none" stroke="#fff" stroke-width="14" stroke-linecap="round" opacity=".8"/>',
    "mask": '<rect x="214" y="206" width="184" height="104" rx="40" fill="#9fe0ff" opacity=".3"/><rect x="214" y="206" width="184" height="104" rx="40" fill="none" stroke="{trim}" stroke-width="16"/><path d="M214,256 H186 M398,256 H418" stroke="{trim}" stroke-width="16"/>',
    "hood": '<path d="M150,520 C120,260 170,30 302,26 C436,30 482,260 452,520 C420,470 414,360 410,270 C400,160 350,130 302,130 C254,130 204,160 194,270 C190,360 182,470 150,520Z" fill="{cloth}"/><path d="M194,270 C204,160 254,130 302,130 C350,130 400,160 410,270" fill="none" stroke="{deep}" stroke-width="16"/>',
    "flower": '<g transform="translate(398 176)" fill="{trim}"><circle r="22" cx="-20"/><circle r="22" cx="20"/><circle r="22" cy="-20"/><circle r="22" cy="20"/><circle r="14" fill="#ffe08a"/></g>',
    "chef": '<path d="M206,190 V120 C150,96 190,20 250,48 C274,10 334,10 354,48 C414,20 450,96 396,120 V190 C340,172 262,172 206,190Z" fill="#fbf6ec"/><path d="M206,160 C262,142 340,142 396,160" fill="none" stroke="#000" stroke-opacity=".15" stroke-width="7"/>',
    "cyclist": '<path d="M186,210 C176,80 420,60 418,200 C350,176 250,176 186,210Z" fill="{trim}"/><path d="M230,182 C236,130 262,104 290,98 M302,176 C304,120 320,100 344,94 M364,180 C376,150 380,130 376,112" stroke="{deep}" stroke-width="14" fill="none"/><path d="M200,214 L236,420 M404,206 L372,416" stroke="#14110f" stroke-width="6"/>',
    "veil": '<path d="M150,140 C200,60 400,60 452,140 C500,300 480,480 470,600 C430,480 430,300 404,180 H198 C172,300 172,480 132,600 C122,480 104,300 150,140Z" fill="{trim}" opacity=".5"/><path d="M120,150 C220,96 380,96 482,150 C400,176 200,176 120,150Z" fill="{trim}"/>',
}
