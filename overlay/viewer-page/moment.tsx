/** @jsxImportSource preact */
import { momentText } from './page-text.ts';

/** A moment in words and for machines. */
export function Moment({ at, now, isLocal }: { at: number; now: number; isLocal: boolean }) {
  return <time dateTime={new Date(at).toISOString()}>{momentText(at, { now, isLocal })}</time>;
}
