/** Dark text on bright surfaces, and bright text on dark ones. */
const DARK = '#0b0d12';
const WHITE = '#ffffff';
const BLACK = '#000000';
const READABLE = 4.5;

/** Text on a surface of this colour, always readable: one of white and black is on any colour. */
export function textOn(surface: string): string {
  const better = contrast(surface, DARK) >= contrast(surface, WHITE) ? DARK : WHITE;
  return contrast(surface, better) >= READABLE ? better : BLACK;
}

/** A colour as text on a surface, or `otherwise` where it cannot be read there. */
export function readableOn(surface: string, colour: string, otherwise: string): string {
  return contrast(colour, surface) >= READABLE ? colour : otherwise;
}

/** The text colour drawn towards its surface, as far as it stays readable. */
export function quietOn(surface: string, text: string): string {
  for (let share = 0.35; share > 0; share -= 0.05) {
    const quiet = mix(text, surface, share);
    if (contrast(quiet, surface) >= READABLE) return quiet;
  }
  return text;
}

/** `share` of the second colour in the first, 0 to 1. */
export function mix(first: string, second: string, share: number): string {
  const parts = (colour: string) =>
    [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const other = parts(second);
  const mixed = parts(first).map((part, at) =>
    Math.round(part + ((other[at] ?? part) - part) * share),
  );
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
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
