import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { VoucherView } from '../../server/protocol/benefits.ts';
import { hub, hubClient, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { Time } from '../ui/time.tsx';
import { toast } from '../ui/toast.tsx';
import { codeText, VoucherBadge } from './voucher-parts.tsx';

/**
 * At the counter: type the code, see what it is good for, redeem it. A code stays out of the address,
 * since whoever has it can use it.
 */
export function RedeemPanel() {
  const brand = useBrand();
  const [code, setCode] = useState('');
  const [voucher, setVoucher] = useState<VoucherView | null>(null);
  const find = useMutation({
    mutationFn: () => hubClient.benefits.voucher.query({ brandId: brand.id, code }),
    onSuccess: setVoucher,
    onError: () => setVoucher(null),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find.mutate();
  };
  return (
    <Panel className="max-w-xl">
      <h2 className="mb-3 text-lg font-semibold">{say.benefits.findTitle}</h2>
      <form onSubmit={submit} className="flex flex-wrap items-start gap-3">
        <TextField
          className="min-w-56 flex-1"
          label={say.benefits.code}
          hint={say.benefits.codeHint}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          required
        />
        <Button type="submit" className="mt-6" busy={find.isPending}>
          {say.benefits.find}
        </Button>
      </form>
      <div className="mt-4 space-y-4 empty:hidden" aria-live="polite">
        {find.error && <ProblemNotice error={find.error} />}
        {voucher && <FoundVoucher key={voucher.code} voucher={voucher} onChange={setVoucher} />}
      </div>
    </Panel>
  );
}

function FoundVoucher({
  voucher,
  onChange,
}: {
  voucher: VoucherView;
  onChange: (voucher: VoucherView) => void;
}) {
  const brand = useBrand();
  const mayAct = brand.role !== 'viewer';
  const done = (text: string) => async (next: VoucherView) => {
    onChange(next);
    toast(text);
    await queryClient.invalidateQueries(hub.benefits.pathFilter());
  };
  const redeem = useMutation(
    hub.benefits.redeemVoucher.mutationOptions({ onSuccess: done(say.benefits.redeemed) }),
  );
  const undo = useMutation(
    hub.benefits.undoRedemption.mutationOptions({ onSuccess: done(say.benefits.undone) }),
  );
  const which = { brandId: brand.id, code: voucher.code };
  return (
    <div className="space-y-3 border-t border-line pt-4">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="text-lg font-semibold">{voucher.title}</h3>
        <VoucherBadge state={voucher.state} />
      </div>
      {voucher.terms !== '' && <p className="text-ink-soft">{voucher.terms}</p>}
      <p className="text-sm text-ink-soft">
        <span className="font-mono">{codeText(voucher.code)}</span> ·{' '}
        {say.benefits.ofOrder(voucher.orderNumber)}
        {voucher.expiresAt !== null && (
          <>
            {' · '}
            {say.benefits.expires} <Time at={voucher.expiresAt} form="date" />
          </>
        )}
        {voucher.redeemedAt !== null && (
          <>
            {' · '}
            <Time at={voucher.redeemedAt} /> {say.benefits.usedBy(voucher.redeemedBy ?? '')}
          </>
        )}
      </p>
      <ProblemNotice error={redeem.error ?? undo.error} />
      {!mayAct && <p className="text-sm text-ink-soft">{say.benefits.viewersOnly}</p>}
      {mayAct && voucher.state === 'open' && (
        <Button look="primary" busy={redeem.isPending} onClick={() => redeem.mutate(which)}>
          {say.benefits.redeem}
        </Button>
      )}
      {mayAct && voucher.undoUntil !== null && (
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={undo.isPending} onClick={() => undo.mutate(which)}>
            {say.benefits.undo}
          </Button>
          <span className="text-sm text-ink-soft">
            {say.benefits.undoUntil} <Time at={voucher.undoUntil} form="time" />
          </span>
        </div>
      )}
    </div>
  );
}
