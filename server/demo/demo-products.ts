/** What the demo brand sells. Prices and costs in cents; the picture is a file in `pictures/`. */
export const DEMO_PRODUCTS = {
  legging: {
    name: 'Contour Legging',
    description:
      'High-rise, squat-proof and quiet: a double-knit that holds its shape from the first sun salutation to the last kilometre. Knitted in Porto from recycled nylon.',
    picture: 'contour-legging.jpg',
    code: 'CL',
    colours: ['Moss', 'Ink'],
    sizes: ['S', 'M', 'L'],
    priceMinor: 8900,
    costMinor: 2450,
  },
  bra: {
    name: 'Contour Bra',
    description:
      'Medium support without wires. A wide band, soft edges, and a back that stays where it is when you do not.',
    picture: 'contour-bra.jpg',
    code: 'CB',
    colours: ['Moss', 'Clay'],
    sizes: ['S', 'M', 'L'],
    priceMinor: 5400,
    costMinor: 1380,
  },
  hoodie: {
    name: 'Cloudweight Hoodie',
    description:
      'Brushed organic cotton, 420 g, cut a little short. For the way there, the way back and the sofa in between.',
    picture: 'cloudweight-hoodie.jpg',
    code: 'CH',
    colours: ['Oat', 'Ink'],
    sizes: ['S', 'M', 'L'],
    priceMinor: 9800,
    costMinor: 3100,
  },
  cap: {
    name: 'Trail Cap',
    description:
      'Five panels, a brim that bends, and a strap that dries before you are home. One size, honestly.',
    picture: 'trail-cap.jpg',
    code: 'TC',
    colours: ['Moss', 'Clay'],
    sizes: ['One size'],
    priceMinor: 3400,
    costMinor: 790,
  },
  tee: {
    name: 'Tempo Tee',
    description:
      'Featherlight merino blend for the fast days. Cool when it is hot, warm when it is not, fresh after three runs.',
    picture: 'tempo-tee.jpg',
    code: 'TT',
    colours: ['Bone', 'Ink'],
    sizes: ['S', 'M', 'L'],
    priceMinor: 4900,
    costMinor: 1260,
  },
  shorts: {
    name: 'Pace Shorts',
    description:
      'A five-inch split short with a liner that does not ride up and a pocket that takes a phone without drumming.',
    picture: 'pace-shorts.jpg',
    code: 'PS',
    colours: ['Ink', 'Clay'],
    sizes: ['S', 'M', 'L'],
    priceMinor: 5800,
    costMinor: 1540,
  },
} as const;
export type ProductKey = keyof typeof DEMO_PRODUCTS;

/** The article number of one variant, for instance CL-MOSS-M. */
export function skuCode(product: ProductKey, colour: string, size: string): string {
  const short = size === 'One size' ? 'OS' : size;
  return `${DEMO_PRODUCTS[product].code}-${colour.toUpperCase()}-${short}`;
}
