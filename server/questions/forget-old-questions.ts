import type { Hub } from '../platform/hub.ts';
import { RAW_CLICKS_KEPT_DAYS } from '../protocol/links.ts';
import { forgetBefore } from './questions.store.ts';

/** As long as raw clicks are kept. */
const KEPT_MS = RAW_CLICKS_KEPT_DAYS * 86_400_000;

/**
 * Forgets, 90 days after a drop has ended, who asked in it, and deletes what was never public or was
 * hidden. Answers stay on the page without anybody's name, as they always were.
 */
export async function forgetOldQuestions({ db, clock }: Pick<Hub, 'db' | 'clock'>): Promise<void> {
  await forgetBefore(db, new Date(clock.now().getTime() - KEPT_MS));
}
