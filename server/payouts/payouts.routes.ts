import { type Request, type Response, Router } from 'express';
import { requireCreator } from '../accounts/require-creator.ts';
import { requireMember } from '../accounts/require-member.ts';
import type { Hub } from '../platform/hub.ts';
import { Problem } from '../platform/problem.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import { id } from '../protocol/id.schema.ts';
import { myStatementSchema, statementOfCreatorSchema } from '../protocol/payouts.schema.ts';
import type { StatementView } from '../protocol/payouts.ts';
import { findBrandOfBatch } from './find-brand-of-batch.ts';
import { readMyStatement, readStatementOfCreator } from './read-statement.ts';
import { writeCreatorStatement } from './write-creator-statement.ts';
import { writeStatement } from './write-statement.ts';

/** Statements as files: of one batch for its brand, of a creator for both sides. */
export function payoutsRoutes(
  hub: Hub,
  findUser: (request: Request) => Promise<SignedInUser | null>,
): Router {
  const routes = Router();

  routes.get('/api/payouts/statement.csv', async (request, response) => {
    const user = await findUser(request);
    if (!user) throw new Problem('not_signed_in');
    const { brandId, creatorId, ...days } = request.query;
    const isOfBrand = brandId !== undefined || creatorId !== undefined;
    const statement = isOfBrand
      ? await statementForBrand(hub, user, request.query)
      : await readMyStatement(
          hub.db,
          await requireCreator(hub.db, user.id),
          parsed(myStatementSchema.safeParse(days)),
        );
    sendCsv(response, 'statement.csv', writeCreatorStatement(statement));
  });

  routes.get('/api/payouts/:batchId.csv', async (request, response) => {
    const user = await findUser(request);
    if (!user) throw new Problem('not_signed_in');
    const batchId = id.safeParse(request.params.batchId).data;
    const brandId = batchId && (await findBrandOfBatch(hub.db, batchId));
    if (!batchId || !brandId) throw new Problem('not_found');
    const permission = { brandId, userId: user.id, minRole: 'viewer' as const };
    const brand = await requireMember(hub.db, permission);
    const { name, csv } = await writeStatement(hub.db, brand, { batchId });
    sendCsv(response, name, csv);
  });

  return routes;
}

async function statementForBrand(
  hub: Hub,
  user: SignedInUser,
  query: unknown,
): Promise<StatementView> {
  const given = parsed(statementOfCreatorSchema.safeParse(query));
  const permission = { brandId: given.brandId, userId: user.id, minRole: 'viewer' as const };
  const brand = await requireMember(hub.db, permission);
  return readStatementOfCreator(hub.db, brand, given);
}

function parsed<T>(result: { success: true; data: T } | { success: false }): T {
  if (!result.success) throw new Problem('bad_input');
  return result.data;
}

function sendCsv(response: Response, name: string, csv: string): void {
  response
    .set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store, private',
    })
    .send(csv);
}
