import type { OverlayOptions, OverlayTheme } from '../../server/protocol/live.ts';
import { contrast, mix, quietOn, readableOn, textOn } from './contrast.ts';

/** The colours of a card. Everything that is read stands on `plate` or on `loud`. */
export type Palette = {
  plate: string;
  text: string;
  quiet: string;
  edge: string;
  track: string;
  /** The accent where it can be read on the plate. */
  accentText: string;
  /** Surface of what calls: the banner, the phase, the curtain. */
  loud: string;
  onLoud: string;
};

const PLATES = {
  board: '#0b0d12',
  paper: '#ffffff',
  ticket: null,
  strip: '#0b0d12',
  loose: '#0b0d12',
} as const satisfies Record<OverlayTheme, string | null>;

/** The least difference at which one surface is seen on another; what is read on it is safe anyway. */
const APART = 1.25;

/** Makes readable colours out of any accent and any plate. */
export function paletteOf(options: Pick<OverlayOptions, 'theme' | 'accent' | 'plate'>): Palette {
  const { theme, accent } = options;
  const plate = options.plate ?? PLATES[theme] ?? accent;
  const text = textOn(plate);
  const isApart = contrast(accent, plate) >= APART;
  const loud = isApart ? accent : text;
  return {
    plate,
    text,
    quiet: quietOn(plate, text),
    edge: mix(plate, text, 0.22),
    track: mix(plate, text, 0.2),
    accentText: readableOn(plate, accent, text),
    loud,
    onLoud: isApart ? textOn(accent) : plate,
  };
}
