import { CLICK_PARAMETER } from '../../protocol/links.ts';
import type { PushMessage, ReminderKind } from '../../protocol/push.ts';

type Reminded = { slug: string; title: string; brandName: string };

/** What a browser shows. It names no number: by the time that it is read it might be another. */
export function writeReminder(
  { slug, title, brandName }: Reminded,
  { kind, click }: { kind: ReminderKind; click: string | null },
): PushMessage {
  const query = click === null ? '' : `?${CLICK_PARAMETER}=${encodeURIComponent(click)}`;
  return {
    title: `${HEADINGS[kind]}: ${title}`,
    text: `${brandName}. Tap to open the drop.`,
    path: `/d/${slug}${query}`,
    tag: `drop-${slug}`,
  };
}

const HEADINGS = {
  opening: 'Open now',
  back_in_stock: 'Back in stock',
} as const satisfies Record<ReminderKind, string>;
