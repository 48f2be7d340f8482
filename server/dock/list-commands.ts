import type { DropOfBrand } from '../drops/change-drop.ts';
import { readDrop } from '../drops/read-drop.ts';
import type { Hub } from '../platform/hub.ts';
import type { DockAct, DockActKind, DockCommandView } from '../protocol/dock.ts';
import { findCommandsOfDrop, findNames } from './commands.store.ts';
import { commandText } from './rules/command-text.ts';

/** Who did what in a drop from a dock, newest first, for its brand. */
export async function listCommands(hub: Hub, which: DropOfBrand): Promise<DockCommandView[]> {
  const { id: dropId } = await readDrop(hub, which);
  const rows = await findCommandsOfDrop(hub.db, dropId);
  const acts = rows.map(({ detail }) => JSON.parse(detail) as DockAct);
  const names = await findNames(hub.db, {
    skuIds: acts.flatMap((act) => ('skuId' in act ? act.skuId : [])),
    questionIds: acts.flatMap((act) => ('questionId' in act ? act.questionId : [])),
  });
  const nameOf = (id: string) => names.get(id) ?? '';
  return rows.map(({ id, at, act, detail, dock }) => ({
    id,
    at: at.getTime(),
    creatorName: dock.creator?.displayName ?? '',
    dockName: dock.name,
    act: act as DockActKind,
    text: commandText(JSON.parse(detail) as DockAct, { sku: nameOf, question: nameOf }),
  }));
}
