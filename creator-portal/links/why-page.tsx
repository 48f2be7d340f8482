import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ATTRIBUTION_REASONS, type MissedSales } from '../../server/protocol/attribution.ts';
import { ExplainedOrderView } from '../explanations/explained-order.tsx';
import { hub } from '../hub/client.ts';
import { useViewState } from '../shell/use-view-state.ts';
import { useCreator } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { fromLocalInput, toLocalInput } from '../ui/format-time.ts';
import { Loaded } from '../ui/loaded.tsx';
import { PageHeader, Section } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { BlockSkeleton, RowsSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';

const DAY_MS = 86_400_000;

/** "Why didn't a sale count?": a creator looks for it by time and drop. */
export function WhyPage() {
  const { timeZone } = useCreator();
  const { view, change } = useViewState();
  const [now] = useState(() => Math.ceil(Date.now() / 60_000) * 60_000);
  const to = numberOf(view.to) ?? now;
  const from = numberOf(view.from) ?? to - DAY_MS;
  const [typed, setTyped] = useState({
    from: toLocalInput(from, timeZone),
    to: toLocalInput(to, timeZone),
  });
  const drops = useQuery(hub.drops.listMine.queryOptions());
  const asked = { from, to, ...(view.drop ? { dropId: view.drop } : {}) };
  const missed = useQuery(hub.explanations.missed.queryOptions(asked));
  const times = [fromLocalInput(typed.from, timeZone), fromLocalInput(typed.to, timeZone)] as const;
  const span = (times[1] ?? 0) - (times[0] ?? 0);
  const isRight = times[0] !== null && times[1] !== null && span > 0 && span <= 7 * DAY_MS;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isRight) change({ from: String(times[0]), to: String(times[1]) });
  };
  return (
    <>
      <PageHeader
        title={say.why.title}
        lead={say.why.lead}
        action={
          <Link to="/creator/links" className="text-sm underline">
            {say.why.back}
          </Link>
        }
      />
      <Panel>
        <form className="grid items-start gap-4 sm:grid-cols-[1fr_1fr_1fr_auto]" onSubmit={submit}>
          <TextField
            label={say.why.from}
            type="datetime-local"
            value={typed.from}
            onChange={(event) => setTyped({ ...typed, from: event.target.value })}
            required
          />
          <TextField
            label={say.why.to}
            type="datetime-local"
            value={typed.to}
            onChange={(event) => setTyped({ ...typed, to: event.target.value })}
            error={isRight ? null : say.why.badTime}
            required
          />
          <SelectField
            label={say.why.drop}
            value={view.drop ?? ''}
            onChange={(event) => change({ drop: event.target.value || undefined })}
          >
            <option value="">{say.why.anyDrop}</option>
            {drops.data?.map((drop) => (
              <option key={drop.id} value={drop.id}>
                {drop.title}
              </option>
            ))}
          </SelectField>
          <Button type="submit" look="primary" className="sm:mt-6">
            {say.why.look}
          </Button>
        </form>
      </Panel>
      <Loaded query={missed} skeleton={<RowsSkeleton rows={4} />}>
        {(data) => <Found data={data} />}
      </Loaded>
    </>
  );
}

function numberOf(text: string | undefined): number | null {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function Found({ data }: { data: MissedSales }) {
  const [opened, setOpened] = useState<{ orderId: string; number: number } | null>(null);
  return (
    <>
      {data.orders.length > 0 && (
        <Section title={say.why.orders}>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {data.orders.map((order) => (
              <li
                key={order.orderId}
                data-row=""
                className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3"
              >
                <div className="min-w-3/5 flex-1">
                  <p className="flex flex-wrap items-center gap-x-2 font-medium">
                    {say.why.order(order.number)}
                    <Badge tone={order.counts === 'none' ? 'warn' : 'good'}>
                      {say.why.counts[order.counts]}
                    </Badge>
                  </p>
                  <p className="text-sm text-ink-soft">
                    <Time at={order.capturedAt} /> · {order.brandName} ·{' '}
                    {order.dropTitle ?? say.why.ownShop}
                  </p>
                  {order.reason && (
                    <p className="text-sm text-ink-soft">{ATTRIBUTION_REASONS[order.reason]}</p>
                  )}
                </div>
                <Button
                  small
                  aria-label={say.why.explainOne(order.number)}
                  onClick={() => setOpened(order)}
                >
                  {say.why.explain}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={say.why.notes}>
        <ul className="space-y-2">
          {data.notes.map(({ text, advice }) => (
            <li key={text} className="border-l-2 border-line-strong pl-3">
              <p>{text}</p>
              {advice && <p className="text-sm text-ink-soft">{advice}</p>}
            </li>
          ))}
        </ul>
      </Section>
      {opened && <MyOrderDialog order={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function MyOrderDialog(dialog: {
  order: { orderId: string; number: number };
  onClose: () => void;
}) {
  const { orderId, number } = dialog.order;
  const explanation = useQuery(hub.explanations.myOrder.queryOptions({ orderId }));
  return (
    <Dialog title={say.explained.title(number)} onClose={dialog.onClose} wide>
      <Loaded query={explanation} skeleton={<BlockSkeleton className="h-56 w-full" />}>
        {(data) => <ExplainedOrderView order={data} />}
      </Loaded>
    </Dialog>
  );
}
