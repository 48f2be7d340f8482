import { useEffect, useRef, useState } from 'preact/hooks';
import { dropPhase } from '../../server/protocol/drops.ts';
import type { LiveQuestion } from '../../server/protocol/live-events.ts';
import type { QuestionsOnPage } from '../../server/protocol/questions.ts';
import type { DropPageData } from '../../server/protocol/viewer-pages.ts';
import type { PageProblem } from '../viewer-page/hub-client.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';
import type { DropNow } from './use-live-drop.ts';

/** Questions on the page, and how to ask one. */
export type Questions = QuestionsOnPage & {
  onAir: LiveQuestion['pinned'];
  /** One can be asked now. */
  isOpen: boolean;
  isAsking: boolean;
  problem: PageProblem | null;
  /** True when it was taken. */
  ask: (text: string) => Promise<boolean>;
};

/** Thousands of pages hear of an answer at once, and ask for it one after another. */
const SOONEST_MS = 700;
const SPREAD_MS = 3_000;

/** Keeps the answers true while the page is open, and the viewer's own questions with them. */
export function useQuestions(
  tools: PageTools | null,
  { data, drop }: { data: DropPageData; drop: DropNow },
): Questions {
  const { id: dropId, question } = data.view;
  const [known, setKnown] = useState(data.questions ?? { answered: [], own: [] });
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<PageProblem | null>(null);
  const readAt = useRef(question.changed);
  const { changed } = drop.question;
  const withOwn = known.own.length > 0;

  useEffect(() => {
    if (!tools || changed <= readAt.current) return;
    const timer = setTimeout(
      async () => {
        const answer = await tools.ask('questions', { dropId, changed, withOwn });
        if (!answer.ok) return;
        readAt.current = Math.max(readAt.current, changed);
        setKnown((before) => (withOwn ? answer.value : { ...answer.value, own: before.own }));
      },
      SOONEST_MS + Math.random() * SPREAD_MS,
    );
    return () => clearTimeout(timer);
  }, [tools, changed, dropId, withOwn]);

  async function ask(text: string): Promise<boolean> {
    if (!tools) return false;
    setAsking(true);
    const answer = await tools.ask('askQuestion', { dropId, text });
    setAsking(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setKnown((before) => ({ ...before, own: [answer.value, ...before.own] }));
    return answer.ok;
  }

  return {
    ...known,
    onAir: drop.question.pinned,
    isOpen: dropPhase(drop.facts, drop.drawnAt) !== 'ended',
    ...{ isAsking, problem, ask },
  };
}
