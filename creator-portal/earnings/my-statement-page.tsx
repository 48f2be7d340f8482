import { useQuery } from '@tanstack/react-query';
import { hub } from '../hub/client.ts';
import { Statement, StatementTools, useMonth } from '../payouts/statement.tsx';
import { useCreator } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { TilesSkeleton } from '../ui/skeleton.tsx';

/** A month of a creator's money, brand by brand. */
export function MyStatementPage() {
  const creator = useCreator();
  const { month, from, to } = useMonth(creator.timeZone);
  const statement = useQuery(hub.payouts.myStatement.queryOptions({ from, to }));
  return (
    <>
      <PageHeader
        title={say.statements.title}
        lead={say.statements.lead}
        action={
          <StatementTools
            month={month}
            csv={`/api/payouts/statement.csv?${new URLSearchParams({ from, to })}`}
          />
        }
      />
      <Loaded query={statement} skeleton={<TilesSkeleton tiles={5} />}>
        {(data) => <Statement statement={data} />}
      </Loaded>
    </>
  );
}
