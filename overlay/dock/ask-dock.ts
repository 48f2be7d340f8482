import type { DockStanding, NewDock } from '../../server/protocol/dock.ts';
import { type Ask, askAbout } from '../viewer-page/hub-client.ts';

/** What a dock asks before it has a line: a code, and whether somebody took it in. */
type DockProcedures = {
  start: [input: object, answer: NewDock];
  standing: [input: { key: string }, answer: DockStanding];
};

export const askDock: Ask<DockProcedures> = askAbout('dock');
