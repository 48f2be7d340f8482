import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { TilesSkeleton } from '../ui/skeleton.tsx';
import { Statement, StatementTools, useMonth } from './statement.tsx';

/** A month between a brand and one of its creators, from balance to balance. */
export function CreatorStatementPage() {
  const brand = useBrand();
  const { creatorId } = useParams({ from: '/brands/$slug/payouts/$creatorId' });
  const { month, from, to } = useMonth(brand.timeZone);
  const which = { brandId: brand.id, creatorId, from, to };
  const statement = useQuery(hub.payouts.statementOfCreator.queryOptions(which));
  const title = statement.data
    ? say.statements.ofCreator(statement.data.creatorName)
    : say.statements.title;
  return (
    <>
      <PageHeader
        title={title}
        lead={say.statements.lead}
        action={
          <StatementTools
            month={month}
            csv={`/api/payouts/statement.csv?${new URLSearchParams(which)}`}
          />
        }
      />
      <Loaded query={statement} skeleton={<TilesSkeleton tiles={5} />}>
        {(data) => <Statement statement={data} />}
      </Loaded>
    </>
  );
}
