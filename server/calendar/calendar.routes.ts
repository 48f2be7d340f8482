import { type Response, Router } from 'express';
import type { Hub } from '../platform/hub.ts';
import { readBrandCalendar, readCreatorCalendar, readDropCalendar } from './read-calendar.ts';

/** Calendars that any program can subscribe to. */
export function calendarRoutes(hub: Hub): Router {
  const routes = Router();
  routes.get('/calendar/brands/:slug.ics', async (request, response) => {
    send(response, await readBrandCalendar(hub, request.params.slug), 'public, max-age=300');
  });
  routes.get('/calendar/drops/:slug.ics', async (request, response) => {
    const text = await readDropCalendar(hub, request.params.slug);
    response.set('Content-Disposition', 'attachment; filename="drop.ics"');
    send(response, text, 'public, max-age=300');
  });
  routes.get('/calendar/feeds/:token.ics', async (request, response) => {
    response.set('Referrer-Policy', 'no-referrer').set('X-Robots-Tag', 'noindex');
    send(response, await readCreatorCalendar(hub, request.params.token), 'private, no-store');
  });
  return routes;
}

function send(response: Response, text: string, caching: string): void {
  response.set({ 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': caching });
  response.send(text);
}
