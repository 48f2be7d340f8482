import type { Reader, Tx } from '../platform/db.ts';
import type { Prisma } from '../platform/generated/sqlite/client.ts';

export type CommandRow = Prisma.DockCommandGetPayload<object>;

export function findCommand(
  db: Reader,
  key: { dockId: string; commandKey: string },
): Promise<CommandRow | null> {
  return db.dockCommand.findUnique({ where: { dockId_commandKey: key } });
}

export async function insertCommand(
  tx: Tx,
  command: Prisma.DockCommandUncheckedCreateInput,
): Promise<void> {
  await tx.dockCommand.create({ data: command });
}

/** What was done in a drop from docks, newest first. */
export function findCommandsOfDrop(db: Reader, dropId: string) {
  return db.dockCommand.findMany({
    where: { dropId },
    include: { dock: { select: { name: true, creator: { select: { displayName: true } } } } },
    orderBy: { id: 'desc' },
    take: 200,
  });
}

/** What commands were about, by id. */
export async function findNames(
  db: Reader,
  asked: { skuIds: string[]; questionIds: string[] },
): Promise<Map<string, string>> {
  const [skus, questions] = await Promise.all([
    db.sku.findMany({
      where: { id: { in: asked.skuIds } },
      select: { id: true, title: true, product: { select: { name: true } } },
    }),
    db.question.findMany({
      where: { id: { in: asked.questionIds } },
      select: { id: true, text: true },
    }),
  ]);
  return new Map([
    ...skus.map(({ id, title, product }) => [id, `${product.name} · ${title}`] as const),
    ...questions.map(({ id, text }) => [id, text] as const),
  ]);
}
