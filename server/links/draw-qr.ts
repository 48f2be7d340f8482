import { encodeQR } from 'qr';
import { encodePng } from './encode-png.ts';

/** Error correction M survives a stream's compression and a phone's camera. ISO/IEC 18004. */
const OPTIONS = { ecc: 'medium', border: 4 } as const;

/** A QR code as an SVG with whole modules, dark on white with its quiet zone, sharp at any size. */
export function drawQrSvg(text: string): string {
  const modules = encodeQR(text, 'raw', OPTIONS);
  const size = modules.length;
  const path = modules.flatMap((row, y) =>
    darkRuns(row).map(([x, n]) => `M${x} ${y}h${n}v1h-${n}z`),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * SCALE}" height="${size * SCALE}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path.join('')}"/></svg>`;
}

/** The same as a PNG, every module a square of whole pixels. */
export function drawQrPng(text: string): Buffer {
  const modules = encodeQR(text, 'raw', OPTIONS);
  const wide = modules.map((row) => row.flatMap((isDark) => Array<boolean>(SCALE).fill(isDark)));
  return encodePng(wide.flatMap((row) => Array<boolean[]>(SCALE).fill(row)));
}

/** Pixels per module. */
const SCALE = 12;

/** Where dark modules stand side by side: [first, how many]. */
function darkRuns(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
