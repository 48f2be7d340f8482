import type { z } from 'zod';
import type { Hub } from '../platform/hub.ts';
import { Problem, toProblem } from '../platform/problem.ts';
import {
  clockRequest,
  joinRequest,
  overlayReport,
  resyncRequest,
} from '../protocol/live.schema.ts';
import type { JoinAnswer } from '../protocol/live-events.ts';
import type { DropFeeds } from './drop-feeds.ts';
import { findBrandOfDrop } from './live.store.ts';
import type { LiveSocket } from './live-socket.ts';
import { noteReport } from './note-report.ts';
import { isAbusive, spend } from './rules/allowance.ts';
import type { WidgetOrigins } from './widget-origins.ts';

/** What the answers of a socket are made from. */
export type LiveParts = { hub: Hub; feeds: DropFeeds; origins: WidgetOrigins };

/** Answers all that a page can ask. Whatever it sends, it gets an answer or nothing, never a crash. */
export function answerSocket(socket: LiveSocket, parts: LiveParts): void {
  const { hub, feeds } = parts;

  socket.on('drop:join', (request, answer) =>
    reply(socket, parts, {
      answer,
      work: async () => {
        const { d, role } = parse(joinRequest, request);
        if (role === 'overlay' && socket.data.pass === null) throw new Problem('key_invalid');
        await admitToDrop(socket, parts, d);
        return join(socket, parts, d);
      },
    }),
  );

  socket.on('drop:resync', (request, answer) =>
    reply(socket, parts, {
      answer,
      work: async () => {
        const { d } = parse(resyncRequest, request);
        if (socket.data.dropId !== d) throw new Problem('not_found');
        return join(socket, parts, d);
      },
    }),
  );

  socket.on('clock', (c0, answer) => {
    const s1 = hub.clock.now().getTime();
    if (!mayAsk(socket) || typeof answer !== 'function') return;
    if (!clockRequest.safeParse(c0).success) return;
    answer({ c0, s1, s2: hub.clock.now().getTime() });
  });

  // Lost in silence: no overlay needs an answer, and nobody else is owed one.
  socket.on('ovl:report', (given) => {
    if (!mayAsk(socket)) return;
    const { instance } = socket.data;
    const report = overlayReport.safeParse(given);
    if (instance && report.success) noteReport(hub, instance, report.data);
  });

  socket.on('disconnect', () => feeds.leave(socket));
}

/** Room first, then read: what changes in between is told by the room. */
async function join(socket: LiveSocket, parts: LiveParts, dropId: string): Promise<JoinAnswer> {
  const feed = await parts.feeds.follow(socket, dropId);
  const snap = await feed.readFresh();
  if (snap === null) {
    if (socket.data.dropId === dropId) parts.feeds.leave(socket);
    throw new Problem('not_found');
  }
  if (!socket.connected) parts.feeds.leave(socket);
  const now = parts.hub.clock.now().getTime();
  return { ok: true, snap, moments: feed.recentMoments(), now };
}

/** Another site may follow only the drops of the brand that listed it. */
async function admitToDrop(socket: LiveSocket, parts: LiveParts, dropId: string): Promise<void> {
  const { foreignOrigin } = socket.data;
  if (foreignOrigin === null) return;
  const brandId = await findBrandOfDrop(parts.hub.db, dropId);
  const brands = await parts.origins.brandsOf(foreignOrigin);
  if (brandId === null || !brands.has(brandId)) throw new Problem('not_found');
}

async function reply(
  socket: LiveSocket,
  { hub }: LiveParts,
  { answer, work }: { answer: (reply: JoinAnswer) => void; work: () => Promise<JoinAnswer> },
): Promise<void> {
  if (typeof answer !== 'function') return;
  try {
    if (!mayAsk(socket)) throw new Problem('too_many_requests');
    answer(await work());
  } catch (error) {
    const problem = toProblem(error);
    if (problem.code === 'bug') hub.log.error({ err: error }, 'a socket could not be answered');
    const { code, message } = problem.toView();
    answer({ ok: false, code, message });
  }
}

function mayAsk(socket: LiveSocket): boolean {
  socket.data.allowance = spend(socket.data.allowance, performance.now());
  if (isAbusive(socket.data.allowance)) socket.disconnect(true);
  return socket.data.allowance.left >= 0;
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Problem('bad_input');
  return parsed.data;
}
