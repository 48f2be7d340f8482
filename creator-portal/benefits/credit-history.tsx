import { useQuery } from '@tanstack/react-query';
import type { CreditBalanceView } from '../../server/protocol/benefits.ts';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Amount } from '../ui/money.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Table } from '../ui/table.tsx';
import { Time } from '../ui/time.tsx';

/** Every change of one customer's credit, newest first; their sum is the balance. */
export function CreditHistory({
  balance,
  onClose,
}: {
  balance: CreditBalanceView;
  onClose: () => void;
}) {
  const brand = useBrand();
  const { emailKey, currency } = balance;
  const history = useQuery(
    hub.benefits.creditHistory.queryOptions({ brandId: brand.id, emailKey }),
  );
  return (
    <Dialog title={say.benefits.historyTitle(emailKey)} onClose={onClose} wide>
      <p className="mb-4 text-sm text-ink-soft">{say.benefits.historyNote}</p>
      <Loaded query={history} skeleton={<RowsSkeleton rows={4} />}>
        {(entries) => (
          <Table
            caption={say.benefits.historyTitle(emailKey)}
            rows={entries}
            rowKey={(entry) => entry.id}
            columns={[
              {
                key: 'what',
                head: say.benefits.what,
                isTitle: true,
                cell: (entry) => (
                  <span>
                    {say.benefits.kinds[entry.kind]}
                    {entry.orderNumber !== null && (
                      <span className="block text-sm font-normal text-ink-soft">
                        {say.benefits.ofOrder(entry.orderNumber)}
                      </span>
                    )}
                  </span>
                ),
              },
              { key: 'when', head: say.benefits.when, cell: (entry) => <Time at={entry.at} /> },
              {
                key: 'amount',
                head: say.benefits.amount,
                isNumber: true,
                cell: (entry) => <Amount money={{ minor: entry.amountMinor, currency }} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Dialog>
  );
}
