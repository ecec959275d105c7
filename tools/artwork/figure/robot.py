"""The one lead who is not a person: a round robot with a letter, in the same space as a portrait."""


def robot(*, shell: str, deep: str, eye: str, trim: str, x: float, y: float, scale: float) -> str:
    body = (
        f'<path d="M300,70 V20" stroke="{deep}" stroke-width="14"/><circle cx="300" cy="16" r="20" fill="{trim}"/>'
        f'<rect x="96" y="72" width="408" height="320" rx="120" fill="{shell}"/>'
        f'<path d="M96,250 C96,360 130,392 216,392 H384 C470,392 504,360 504,270 C440,350 200,350 96,250Z" fill="{deep}" opacity=".5"/>'
        f'<rect x="140" y="130" width="320" height="190" rx="88" fill="#1b1450"/>'
        f'<circle cx="230" cy="222" r="52" fill="{eye}"/><circle cx="372" cy="222" r="52" fill="{eye}"/>'
        f'<circle cx="216" cy="230" r="24" fill="#1b1450"/><circle cx="358" cy="230" r="24" fill="#1b1450"/>'
        f'<circle cx="208" cy="218" r="9" fill="#fff"/><circle cx="350" cy="218" r="9" fill="#fff"/>'
        f'<path d="M272,288 Q300,308 328,288" stroke="{eye}" stroke-width="8" fill="none" stroke-linecap="round"/>'
        f'<rect x="62" y="196" width="44" height="90" rx="20" fill="{deep}"/><rect x="494" y="196" width="44" height="90" rx="20" fill="{deep}"/>'
        f'<path d="M150,730 C140,500 190,412 300,412 C410,412 460,500 450,730Z" fill="{shell}"/>'
        f'<path d="M330,416 C410,430 456,520 450,730 H380 C400,600 390,480 330,416Z" fill="{deep}" opacity=".6"/>'
        f'<path d="M150,520 C60,540 70,640 150,620 M450,520 C540,540 530,640 450,620" stroke="{deep}" stroke-width="34" fill="none" stroke-linecap="round"/>'
        f'<rect x="170" y="540" width="260" height="160" rx="12" fill="#fffaf0"/><path d="M170,546 L300,640 L430,546" fill="none" stroke="#d9c9a8" stroke-width="8"/>'
        f'<path d="M300,672 c-44,-34 -40,-70 -14,-70 q14,0 14,16 q0,-16 14,-16 c26,0 30,36 -14,70Z" fill="#e0405a"/>'
    )
    return f'<g transform="translate({x} {y}) scale({scale})">{body}</g>'
