import { DEFAULT_OVERLAY_OPTIONS, type OverlayOptions } from '../../server/protocol/live.ts';

export type PresetName = 'classic' | 'paper' | 'ticket' | 'band' | 'loose' | 'quiet' | 'clock';
export type Preset = { name: PresetName; look: Partial<OverlayOptions> };

const ALL = {
  ...{ showTitle: true, showPrice: true, showTerms: true, showStock: true },
  ...{ showCountdown: true, showQr: true, showClaims: true },
} as const;
const PLAIN = { ...ALL, plate: null, scale: 100, textScale: 100, calm: false } as const;

/** Looks to start from. What belongs to the stream, such as its delay and the place, stays. */
export const PRESETS: readonly Preset[] = [
  { name: 'classic', look: { ...PLAIN, theme: 'board', accent: '#ffd24a' } },
  { name: 'paper', look: { ...PLAIN, theme: 'paper', accent: '#ff6a3d' } },
  { name: 'ticket', look: { ...PLAIN, theme: 'ticket', accent: '#c8f04b' } },
  {
    name: 'band',
    look: { ...PLAIN, theme: 'strip', accent: '#4ad2ff', place: { x: 0, y: 1000 } },
  },
  { name: 'loose', look: { ...PLAIN, theme: 'loose', accent: '#ff8ad1' } },
  {
    name: 'quiet',
    look: {
      ...{ ...PLAIN, theme: 'board', accent: '#a9bcff', plate: '#1c2333' },
      ...{ calm: true, showTerms: false, showClaims: false, scale: 85 },
    },
  },
  {
    name: 'clock',
    look: {
      ...{ ...PLAIN, theme: 'loose', accent: '#ffd24a', scale: 120 },
      ...{ showPrice: false, showTerms: false, showStock: false, showQr: false, showClaims: false },
    },
  },
];

/** Whether these options look like the preset now. */
export function isPreset(options: OverlayOptions, { look }: Preset): boolean {
  const wanted = { ...DEFAULT_OVERLAY_OPTIONS, ...options, ...look };
  return JSON.stringify(wanted) === JSON.stringify({ ...DEFAULT_OVERLAY_OPTIONS, ...options });
}
