import type { JoinOptions, LiveDrop } from '../shared/live-client.ts';
import type { AskHub, AskPush } from './hub-client.ts';

/**
 * What a page can do once it runs in a browser. The server renders without any, and tests bring
 * their own.
 */
export type PageTools = {
  ask: AskHub;
  askPush: AskPush;
  join: (options: JoinOptions) => LiveDrop;
  /** Leaves for another address. */
  goTo: (url: string) => void;
  /** 128 bits of chance as text. */
  newKey: () => string;
};

/** A key in hexadecimal: `randomUUID` is missing where the hub is opened over plain http. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
