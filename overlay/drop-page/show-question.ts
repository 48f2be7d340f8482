import { DELIVERY_ID } from './delivery-choice.tsx';
import { NOTE_ID } from './note-field.tsx';

/** Where the questions stand that must be answered before a claim. */
export const QUESTION_IDS = { place: DELIVERY_ID, note: NOTE_ID };

/** Takes the viewer to the question that is still open. */
export function showQuestion(id: string): void {
  const question = document.getElementById(id);
  question?.scrollIntoView({ block: 'center' });
  const field = question instanceof HTMLInputElement ? question : question?.querySelector('input');
  field?.focus({ preventScroll: true });
}
