import type { DropOfBrand } from '../drops/change-drop.ts';
import { readDrop } from '../drops/read-drop.ts';
import type { Hub } from '../platform/hub.ts';
import type { BrandQuestion } from '../protocol/questions.ts';
import { presentForBrand } from './present-question.ts';
import { findOfDrop } from './questions.store.ts';

/** Every question of a drop for its brand, newest first, hidden ones too. */
export async function listQuestions(hub: Hub, which: DropOfBrand): Promise<BrandQuestion[]> {
  const { id } = await readDrop(hub, which);
  return (await findOfDrop(hub.db, id)).map(presentForBrand);
}
