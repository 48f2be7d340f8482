import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { PAYOUT_COUNTRIES, type PayoutAccountView } from '../../server/protocol/payouts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { LOCALE } from '../ui/locale.ts';
import { ProblemNotice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';

/** Where a creator is paid. Coming back from Stripe proves nothing, so the page asks how it is. */
export function PayoutAccountPage() {
  const account = useQuery(hub.payouts.payoutAccount.queryOptions());
  const { mutate: ask, ...refresh } = useMutation(
    hub.payouts.refreshPayoutAccount.mutationOptions({
      onSuccess: (fresh) => {
        queryClient.setQueryData(hub.payouts.payoutAccount.queryKey(), fresh);
      },
    }),
  );
  useEffect(() => ask(), [ask]);
  return (
    <>
      <PageHeader title={say.payoutAccount.title} lead={say.payoutAccount.lead} />
      <div className="max-w-2xl space-y-4">
        <Loaded query={account} skeleton={<RowsSkeleton rows={2} />}>
          {(data) => <Account account={data} />}
        </Loaded>
        <ProblemNotice error={refresh.error} />
        <p className="text-sm text-ink-soft">{say.payoutAccount.manual}</p>
        {account.data && account.data.state !== 'none' && (
          <Button small busy={refresh.isPending} onClick={() => ask()}>
            {say.payoutAccount.again}
          </Button>
        )}
      </div>
    </>
  );
}

function Account({ account }: { account: PayoutAccountView }) {
  const words = say.payoutAccount;
  if (account.state === 'none') {
    return (
      <Panel>
        <h2 className="text-lg font-semibold">{words.none}</h2>
        <p className="mt-1 mb-4 text-ink-soft">{words.noneText}</p>
        <ToStripe label={words.start} country={null} />
      </Panel>
    );
  }
  const isReady = account.state === 'ready';
  return (
    <Panel>
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-lg font-semibold">{countryName(account.country ?? '')}</h2>
        <Badge tone={isReady ? 'good' : 'warn'}>{isReady ? words.ready : words.missing}</Badge>
      </div>
      {isReady ? (
        <p className="mt-1 mb-4 text-ink-soft">{words.readyText}</p>
      ) : (
        <div className="mt-1 mb-4 text-ink-soft">
          <p>{account.missing.length > 0 ? words.missingText : words.checking}</p>
          <ul className="mt-1 list-disc pl-5 text-ink">
            {account.missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      <ToStripe label={isReady ? words.change : words.goOn} country={account.country} />
    </Panel>
  );
}

/** The way to Stripe's form; the country can be chosen only before there is an account. */
function ToStripe({ label, country }: { label: string; country: string | null }) {
  const [chosen, setChosen] = useState<string>(country ?? 'DE');
  const start = useMutation(
    hub.payouts.startOnboarding.mutationOptions({
      onSuccess: ({ url }) => window.location.assign(url),
    }),
  );
  return (
    <div className="space-y-3">
      {country === null && (
        <SelectField
          label={say.payoutAccount.country}
          className="max-w-xs"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          {PAYOUT_COUNTRIES.map((code) => (
            <option key={code} value={code}>
              {countryName(code)}
            </option>
          ))}
        </SelectField>
      )}
      <Button
        look="primary"
        busy={start.isPending || start.isSuccess}
        onClick={() => {
          const code = PAYOUT_COUNTRIES.find((one) => one === chosen);
          if (code) start.mutate({ country: code });
        }}
      >
        {label}
      </Button>
      <ProblemNotice error={start.error} />
    </div>
  );
}

function countryName(code: string): string {
  return new Intl.DisplayNames(LOCALE, { type: 'region' }).of(code) ?? code;
}
