"""What only a story puts on somebody; placeholders as in `clothes_everyday.py`."""

from tools.artwork.figure.clothes_everyday import BODY, base

_PLATES = "".join(
    f'<path d="M{140 + 10 * i},{610 + 34 * i} q160,-40 {322 - 20 * i},0" fill="none" stroke="{{deep}}" stroke-width="6"/>'
    for i in range(4)
)

CLOTHES = {
    "armour": base() + '<path d="M8,740 C-6,600 70,500 176,512 C224,560 210,660 156,740Z M592,740 C606,600 530,500 424,512 C376,560 390,660 444,740Z" fill="{deep}"/>'
    + _PLATES + '<path d="M226,452 C238,548 364,548 376,452 L388,512 C362,590 240,590 214,512Z" fill="{trim}"/><path d="M40,620 q50,-70 120,-70 M560,620 q-50,-70 -120,-70" stroke="{light}" stroke-width="9" fill="none" stroke-linecap="round"/>'
    '<g fill="{trim}"><circle cx="76" cy="640" r="9"/><circle cx="524" cy="640" r="9"/></g>',
    "space": base() + '<ellipse cx="300" cy="490" rx="176" ry="56" fill="{deep}"/><ellipse cx="300" cy="480" rx="154" ry="42" fill="{trim}"/><rect x="212" y="596" width="176" height="108" rx="16" fill="{deep}"/><circle cx="256" cy="650" r="22" fill="{trim}"/><path d="M298,632h72m-72,34h72" stroke="{trim}" stroke-width="11"/>'
    '<path d="M60,640 h80 v26 h-86Z M460,640 h80 l6,26 h-86Z" fill="{trim}"/>',
    "football": base() + '<path d="M14,740 C18,606 66,542 178,508 L206,500 L150,740Z M586,740 C582,606 534,542 424,508 L396,500 L452,740Z" fill="{deep}"/><path d="M240,468 L300,556 L362,468 L352,462 C322,500 282,500 250,462Z" fill="{skin}"/><path d="M230,474 L300,578 L372,474 L358,464 L300,548 L244,464Z" fill="{trim}"/>'
    '<path d="M120,600 C200,570 400,570 480,600 V640 C400,610 200,610 120,640Z" fill="{trim}"/>',
    "cape": base("{trim}") + '<path d="M250,462 C282,500 322,500 352,462 L300,560Z" fill="{skin}"/><path d="M-10,740 C10,600 60,520 176,500 C220,490 236,450 240,430 C270,470 262,560 214,620 C190,660 186,700 190,740Z M612,740 C590,600 540,520 426,500 C382,490 366,450 362,430 C332,470 340,560 388,620 C412,660 416,700 412,740Z" fill="{cloth}"/>'
    '<path d="M60,740 C80,640 120,580 176,540 M540,740 C522,640 482,580 426,540" fill="none" stroke="{deep}" stroke-width="9"/><path d="M248,560 Q300,590 354,560" fill="none" stroke="{light}" stroke-width="8"/>',
    "toga": f'<path d="{BODY}" fill="{{skin}}"/><path d="M14,740 C18,606 66,542 178,508 L220,496 C280,590 420,650 560,690 L586,740Z" fill="{{cloth}}"/><path d="M178,508 L220,496 C280,590 420,650 560,690 L572,706 C420,676 250,620 178,508Z" fill="{{trim}}"/><path d="M70,740 C90,640 130,580 180,546 M180,740 C190,680 210,630 236,596 M310,740 C312,700 320,670 332,646" fill="none" stroke="{{deep}}" stroke-width="6"/>',
}  # fmt: skip
