// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { formatSpan, fromLocalInput, toLocalInput } from './format-time.ts';
import { Time } from './time.tsx';
import { TimeZone } from './time-zone.ts';

const MIDNIGHT_BERLIN = Date.parse('2026-07-01T22:00:00Z');

describe('a time', () => {
  it('is told in the workspace’s zone, not in the browser’s', () => {
    const inZone = (zone: string) =>
      renderToStaticMarkup(
        <TimeZone value={zone}>
          <Time at={MIDNIGHT_BERLIN} form="date" />
        </TimeZone>,
      );
    expect(inZone('Europe/Berlin')).toContain('Jul 2, 2026');
    expect(inZone('America/New_York')).toContain('Jul 1, 2026');
  });

  it('names its zone and keeps its exact moment', () => {
    const markup = renderToStaticMarkup(
      <TimeZone value="Asia/Tokyo">
        <Time at={MIDNIGHT_BERLIN} />
      </TimeZone>,
    );
    expect(markup).toContain('Asia/Tokyo');
    expect(markup).toContain('dateTime="2026-07-01T22:00:00.000Z"');
  });
});

describe('a typed time', () => {
  it('means the workspace’s zone on both sides of a clock change', () => {
    expect(fromLocalInput('2026-10-24T18:00', 'Europe/Berlin')).toBe(
      Date.parse('2026-10-24T16:00:00Z'),
    );
    expect(fromLocalInput('2026-10-25T18:00', 'Europe/Berlin')).toBe(
      Date.parse('2026-10-25T17:00:00Z'),
    );
  });

  it('survives the way to a field and back', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Auckland']) {
      expect(fromLocalInput(toLocalInput(MIDNIGHT_BERLIN, zone), zone)).toBe(MIDNIGHT_BERLIN);
    }
  });

  it('is nothing while it is incomplete', () => {
    expect(fromLocalInput('2026-10-24', 'UTC')).toBeNull();
  });
});

describe('time left', () => {
  it('shows two units at most and never goes below zero', () => {
    expect(formatSpan(5_000)).toBe('0:05');
    expect(formatSpan(3_900_000)).toBe('1h 05m');
    expect(formatSpan(90_000_000)).toBe('1d 1h');
    expect(formatSpan(-1)).toBe('0:00');
  });
});
