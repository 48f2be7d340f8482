import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from '../e2e/browser.ts';

/**
 * Draws the product pictures of the demo brand into `server/demo/pictures/`, 800 × 800, where they
 * are kept. Run it again only after changing a drawing: `npx tsx scripts/draw-demo-pictures.ts`
 */
const FOLDER = join('server', 'demo', 'pictures');

/** A flat garment, drawn as its right half around x = 0; the left half is its mirror image. */
type Garment = {
  name: string;
  /** Backdrop from top to bottom. */
  backdrop: readonly [string, string];
  /** The cloth, and the thread of seams and ribs. */
  cloth: string;
  seam: string;
  /** Filled shapes behind the cloth, of the shaded inside. */
  inside?: readonly string[];
  body: readonly string[];
  /** Ribs, bands and pockets: filled with a darker cloth. */
  bands?: readonly string[];
  seams: readonly string[];
  /** Not mirrored. */
  extra?: string;
  /** False: drawn whole, around its own middle. */
  isMirrored: boolean;
  /** Where the middle line stands, and how large; the usual place when unset. */
  place?: string;
};

const GARMENTS: readonly Garment[] = [
  {
    name: 'contour-legging',
    backdrop: ['#efe9dc', '#d3cdb8'],
    cloth: '#5f6f52',
    seam: '#3f4b37',
    body: [
      'M-1,128 L88,128 C94,190 122,246 122,316 C122,398 108,452 101,506 C94,566 76,632 68,706 L23,706 C24,622 22,524 15,452 C10,410 5,376 -1,356 Z',
    ],
    bands: ['M-1,128 L88,128 C90,152 94,172 99,192 C66,202 30,205 -1,205 Z'],
    seams: [
      'M108,232 C96,330 84,420 74,520 C68,590 58,650 52,706',
      'M0,205 C2,260 2,310 0,356',
      'M67,690 L25,690',
      'M14,455 C40,470 72,476 104,470',
    ],
    isMirrored: true,
  },
  {
    name: 'contour-bra',
    backdrop: ['#f3e7de', '#ddc2b0'],
    cloth: '#b4694c',
    seam: '#7f4530',
    inside: ['M-1,300 C52,292 78,246 84,176 L116,176 C112,280 92,400 -1,420 Z'],
    body: [
      'M-1,392 C40,390 74,356 86,296 L92,170 L126,170 C128,262 140,316 182,366 C192,380 196,394 195,410 L190,520 C128,538 60,544 -1,544 Z',
    ],
    bands: ['M-1,488 C64,488 130,482 192,468 L190,520 C128,538 60,544 -1,544 Z'],
    seams: [
      'M114,176 C116,300 128,390 150,476',
      'M-1,404 C46,402 84,364 96,300',
      'M-1,516 C64,516 130,508 190,494',
      'M30,400 C52,430 62,456 64,486',
    ],
    isMirrored: true,
    place: 'translate(400,-10) scale(1.16)',
  },
  {
    name: 'cloudweight-hoodie',
    backdrop: ['#dfe3e1', '#b9c4c2'],
    cloth: '#e3d6bf',
    seam: '#b09c7b',
    inside: ['M-1,136 C66,132 112,176 108,244 C76,280 34,306 -1,308 Z'],
    body: [
      'M-1,300 C22,300 44,292 58,280 C76,262 66,220 46,186 C34,168 16,160 -1,158 L-1,112 C78,108 130,160 124,232 C160,240 188,254 208,280 C244,340 268,462 286,586 L292,628 L230,640 C222,566 202,474 168,404 L166,640 L164,682 L-1,682 Z',
    ],
    bands: [
      'M284,576 L292,628 L230,640 L224,588 Z',
      'M167,636 L164,682 L-1,682 L-1,636 Z',
      'M-1,486 L66,486 L112,578 L112,622 L-1,622 Z',
    ],
    seams: [
      'M124,232 C156,282 168,340 168,404',
      'M168,404 L167,636',
      'M66,486 L112,578',
      'M58,280 C90,272 110,256 124,232',
      'M20,642 L20,678 M60,642 L60,678 M100,642 L100,678 M140,642 L140,678',
    ],
    extra:
      '<path d="M-26,296 C-30,340 -28,370 -32,404" stroke="#8f7c5d" stroke-width="6" fill="none" stroke-linecap="round"/><path d="M26,296 C30,346 26,384 30,424" stroke="#8f7c5d" stroke-width="6" fill="none" stroke-linecap="round"/>',
    isMirrored: true,
  },
  {
    name: 'trail-cap',
    backdrop: ['#e8ede3', '#bfcbb4'],
    cloth: '#66765a',
    seam: '#434f3a',
    body: [
      'M-156,122 C-164,-22 -84,-122 32,-124 C146,-124 212,-28 204,100 C120,140 -60,152 -156,122 Z',
      'M-156,120 C-60,142 60,136 146,112 C60,170 -30,184 -120,204 C-180,218 -268,238 -300,224 C-320,210 -270,150 -156,122 Z',
    ],
    bands: [
      'M-156,120 C-60,142 60,136 146,112 C60,170 -30,184 -120,204 C-180,218 -268,238 -300,224 C-320,210 -270,150 -156,122 Z',
    ],
    seams: [
      'M32,-124 C-26,-80 -52,20 -50,140',
      'M32,-124 C96,-84 132,0 134,126',
      'M32,-124 C4,-116 -118,-60 -140,60',
      'M-152,96 C-60,128 110,120 204,76',
      'M-292,216 C-260,222 -180,202 -124,190 C-50,174 20,164 88,144',
    ],
    extra:
      '<ellipse cx="32" cy="-126" rx="15" ry="8" fill="#434f3a"/><rect x="-34" y="14" width="82" height="40" rx="6" fill="#e8ede3" opacity=".9" transform="rotate(-2)"/><path d="M-20,38 q10,-14 20,0 t20,0 t20,0" stroke="#434f3a" stroke-width="5" fill="none" stroke-linecap="round" transform="rotate(-2)"/>',
    isMirrored: false,
    place: 'translate(444,376) scale(1.06)',
  },
  {
    name: 'tempo-tee',
    backdrop: ['#d8dfe8', '#aebccd'],
    cloth: '#f1ede4',
    seam: '#c2b9a7',
    inside: ['M-1,176 C40,178 66,180 78,166 C70,210 40,232 -1,234 Z'],
    body: [
      'M-1,232 C42,230 70,206 78,164 L118,176 C160,192 196,208 220,236 C248,284 268,336 280,386 L208,412 C200,380 190,354 174,334 L172,660 C116,668 56,670 -1,670 Z',
    ],
    bands: ['M-1,248 C52,246 84,216 94,169 L78,164 C70,206 42,230 -1,232 Z'],
    seams: [
      'M118,176 C150,226 170,280 174,334',
      'M276,372 L204,398',
      'M-1,652 C56,652 116,650 172,642',
      'M150,300 C148,400 146,520 148,640',
    ],
    extra:
      '<path d="M84,318 q8,-11 16,0 t16,0 t16,0" stroke="#8c97a6" stroke-width="5" fill="none" stroke-linecap="round"/>',
    isMirrored: true,
  },
  {
    name: 'pace-shorts',
    backdrop: ['#e9e4ee', '#c3bad0'],
    cloth: '#39415a',
    seam: '#20263a',
    inside: ['M100,470 C130,476 160,480 196,480 L206,536 C176,548 130,556 112,554 Z'],
    body: [
      'M-1,226 L138,226 C150,300 182,392 214,524 C196,540 176,548 160,552 C156,530 150,510 142,496 C144,520 144,540 142,560 C104,568 66,568 34,562 C28,498 16,444 -1,414 Z',
    ],
    bands: ['M-1,226 L138,226 C140,244 143,260 147,276 C96,284 46,286 -1,286 Z'],
    seams: [
      'M120,284 C128,360 138,430 142,496',
      'M-1,286 C2,330 2,372 -1,414',
      'M36,546 C70,552 104,552 142,544',
      'M-1,246 L140,246 M-1,264 L143,262',
    ],
    extra:
      '<path d="M-8,286 C-16,320 -12,344 -18,372 M8,286 C16,316 10,352 16,388" stroke="#c3bad0" stroke-width="5" fill="none" stroke-linecap="round"/>',
    isMirrored: true,
  },
];

await mkdir(FOLDER, { recursive: true });
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 800, height: 800 } });
  for (const garment of GARMENTS) {
    await page.setContent(`<body style="margin:0">${draw(garment)}</body>`);
    const path = join(FOLDER, `${garment.name}.jpg`);
    await page.screenshot({ path, type: 'jpeg', quality: 86 });
  }
} finally {
  await browser.close();
}

function draw(garment: Garment): string {
  const { backdrop, cloth, seam, inside = [], body, bands = [], seams, extra = '' } = garment;
  const { place = 'translate(400,0)' } = garment;
  const filled = (paths: readonly string[], fill: string) =>
    paths.map((d) => `<path d="${d}" fill="${fill}"/>`).join('');
  const half = `
    ${filled(inside, seam)}
    ${filled(body, cloth)}
    ${filled(bands, 'rgba(0,0,0,.09)')}
    <g fill="none" stroke="${seam}" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" opacity=".75">
      ${seams.map((d) => `<path d="${d}"/>`).join('')}
    </g>`;
  const mirrored = garment.isMirrored ? `<g transform="scale(-1,1)">${half}</g>` : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800" viewBox="0 0 800 800" style="display:block">
    <defs>
      <linearGradient id="backdrop" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="${backdrop[0]}"/><stop offset="1" stop-color="${backdrop[1]}"/>
      </linearGradient>
      <radialGradient id="glow" cx=".36" cy=".26" r=".75">
        <stop offset="0" stop-color="#fff" stop-opacity=".55"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>
      </radialGradient>
      <linearGradient id="light" gradientUnits="userSpaceOnUse" x1="120" y1="100" x2="700" y2="720">
        <stop offset="0" stop-color="#fff" stop-opacity=".26"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/>
        <stop offset=".5" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".22"/>
      </linearGradient>
      <filter id="shadow" x="-30%" y="-30%" width="160%" height="170%">
        <feDropShadow dx="10" dy="26" stdDeviation="22" flood-color="${seam}" flood-opacity=".38"/>
      </filter>
      <mask id="shape"><g transform="${place}" filter="url(#white)">${half}${mirrored}${extra}</g></mask>
      <filter id="white"><feColorMatrix values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  0 0 0 1 0"/></filter>
    </defs>
    <rect width="800" height="800" fill="url(#backdrop)"/>
    <rect width="800" height="800" fill="url(#glow)"/>
    <g filter="url(#shadow)"><g transform="${place}">${half}${mirrored}${extra}</g></g>
    <rect width="800" height="800" fill="url(#light)" mask="url(#shape)"/>
  </svg>`;
}
