/** The plate that everything stands on, and the dark text on bright accents. */
export const PLATE = '#0b0d12';
const WHITE = '#ffffff';
const READABLE = 4.5;

/** Text on a surface of this colour: black or white, whichever can be read better. */
export function textOn(colour: string): string {
  return contrast(colour, PLATE) >= contrast(colour, WHITE) ? PLATE : WHITE;
}

/** The accent as a text colour on the plate, or white where the accent is too dark to be read. */
export function textInAccent(accent: string): string {
  return contrast(accent, PLATE) >= READABLE ? accent : WHITE;
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21. Source: WCAG 2.2, "contrast ratio". */
export function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
