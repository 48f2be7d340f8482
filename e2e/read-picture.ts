import type { Browser } from 'playwright-core';
import type { Box } from '../server/protocol/overlay-stage.ts';
import type { TextOnCard } from './measure-card.ts';

type Pixels = { width: number; height: number; data: Uint8ClampedArray };
type Part = { x: number; y: number; width: number; height: number };

/** Reads pictures pixel by pixel, in a page of the browser that took them. */
export type PictureReader = Awaited<ReturnType<typeof createPictureReader>>;

export async function createPictureReader(browser: Browser) {
  const page = await browser.newPage();

  /** The pixels of a part of a picture, after the whole was drawn at another size. */
  async function pixels(
    picture: Buffer,
    { size = null, part }: { size?: { width: number; height: number } | null; part: Part },
  ): Promise<Pixels> {
    const read = await page.evaluate(
      async ({ source, size, part }) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const { width, height } = size ?? image;
        const canvas = Object.assign(document.createElement('canvas'), { width, height });
        const context = canvas.getContext('2d');
        if (context) context.imageSmoothingQuality = 'high';
        context?.drawImage(image, 0, 0, width, height);
        const data = context?.getImageData(part.x, part.y, part.width, part.height).data ?? [];
        let text = '';
        // In pieces: a call takes only so many arguments.
        for (let at = 0; at < data.length; at += 8_192) {
          text += String.fromCharCode(...data.slice(at, at + 8_192));
        }
        return btoa(text);
      },
      { source: `data:image/png;base64,${picture.toString('base64')}`, size, part },
    );
    const { width, height } = part;
    return { width, height, data: new Uint8ClampedArray(Buffer.from(read, 'base64')) };
  }

  return {
    /** Opacity of single points. */
    alphasAt: async (picture: Buffer, points: readonly (readonly [number, number])[]) => {
      const alphas = [];
      for (const [x, y] of points) {
        const { data } = await pixels(picture, { part: { x, y, width: 1, height: 1 } });
        alphas.push(data[3] ?? -1);
      }
      return alphas;
    },

    /** The part of a stream of this size in which a code is, with a little around it. */
    shrunk: (
      picture: Buffer,
      size: { width: number; height: number; part: Part | null; of: number },
    ): Promise<Pixels> => {
      const { part, of, width, height } = size;
      if (part === null) throw new Error('there is no code');
      const share = width / of;
      const x = Math.floor(part.x * share);
      const y = Math.floor(part.y * share);
      const edge = Math.ceil(part.width * share);
      return pixels(picture, {
        size: { width, height },
        part: { x, y, width: edge, height: edge },
      });
    },

    /**
     * Contrast, in a picture of what is `around` some texts, of each of them with what it stands on: the colour of most of its pixels against the
     * one that is farthest from it.
     */
    contrasts: async (picture: Buffer, texts: readonly TextOnCard[]) => {
      const area = around(texts);
      const whole = await pixels(picture, { part: { ...area, x: 0, y: 0 } });
      return texts.map(({ what, box }) => ({
        what,
        ratio: contrastOf(coloursIn(whole, area, box)),
      }));
    },
  };
}

/** The whole pixels in which these texts are. */
export function around(texts: readonly TextOnCard[]): Part {
  const x = Math.floor(Math.min(...texts.map(({ box }) => box.left)));
  const y = Math.floor(Math.min(...texts.map(({ box }) => box.top)));
  const right = Math.ceil(Math.max(...texts.map(({ box }) => box.left + box.width)));
  const bottom = Math.ceil(Math.max(...texts.map(({ box }) => box.top + box.height)));
  return { x, y, width: right - x, height: bottom - y };
}

/** How often each colour (as one number) is in the pixels that lie wholly in a box. */
function coloursIn({ data, width }: Pixels, area: Part, box: Box): [number, number][] {
  const [left, top] = [Math.ceil(box.left) - area.x, Math.ceil(box.top) - area.y];
  const counts = new Map<number, number>();
  for (let y = top; y < top + Math.floor(box.height) - 1; y += 1) {
    for (let x = left; x < left + Math.floor(box.width) - 1; x += 1) {
      const at = (y * width + x) * 4;
      const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
      const colour = red * 65_536 + green * 256 + blue;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  return [...counts];
}

/** Single pixels at an edge say nothing: a text is what at least one in a hundred pixels is. */
function contrastOf(colours: [number, number][]): number {
  const [ground] = colours.reduce((most, next) => (next[1] > most[1] ? next : most), [0, 0]);
  const all = colours.reduce((sum, [, count]) => sum + count, 0);
  const byRatio = colours
    .map(([colour, count]) => ({ ratio: ratioOf(colour, ground), count }))
    .sort((a, b) => b.ratio - a.ratio);
  let seen = 0;
  for (const { ratio, count } of byRatio) {
    seen += count;
    if (seen * 100 >= all) return ratio;
  }
  return 0;
}

function ratioOf(one: number, other: number): number {
  const [darker = 0, lighter = 0] = [lightOf(one), lightOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance. Source: WCAG 2.2. */
function lightOf(colour: number): number {
  const [r = 0, g = 0, b = 0] = [colour >> 16, (colour >> 8) & 255, colour & 255]
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
