/** @jsxImportSource preact */
import type { PublicDropView } from '../../server/protocol/drops.ts';

type Shown = Pick<PublicDropView, 'slug' | 'title' | 'brandName' | 'facts'>;

/**
 * A drop for the reader's own calendar: a file that every program takes, and Google's form. Both
 * name the bare address, so that a shared entry is nobody's click.
 */
export function CalendarLinks({ view, publicUrl }: { view: Shown; publicUrl: string }) {
  return (
    <p class="calendar-links">
      <a href={`/calendar/drops/${view.slug}.ics`}>Add to calendar</a>
      <a href={googleUrl(view, publicUrl)} target="_blank" rel="noreferrer">
        Google Calendar
      </a>
    </p>
  );
}

function googleUrl({ slug, title, brandName, facts }: Shown, publicUrl: string): string {
  const url = new URL('https://calendar.google.com/calendar/render');
  const address = `${publicUrl}/d/${slug}`;
  url.search = new URLSearchParams({
    action: 'TEMPLATE',
    text: `${title} · ${brandName}`,
    dates: `${utc(facts.startsAt)}/${utc(facts.endsAt)}`,
    details: address,
    location: address,
  }).toString();
  return url.href;
}

/** 20261127T183000Z */
function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}
