import { createHash } from 'node:crypto';

/** What a save can overwrite, as the database keeps it. */
export type SavedLook = { name: string; layout: string; options: string };

/** A word for one look: whoever saves says on which one, so that nobody overwrites what they have not seen. */
export function revisionOf({ name, layout, options }: SavedLook): string {
  const text = JSON.stringify([name, layout, options]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

export function isSameLook(a: SavedLook, b: SavedLook): boolean {
  return a.name === b.name && a.layout === b.layout && a.options === b.options;
}
