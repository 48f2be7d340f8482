import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { OrderView } from '../../server/protocol/checkout.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { moneyText } from '../ui/money.tsx';
import { readAmount, writeAmount } from '../ui/money-input.ts';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

/** Pays an order back, whole or in part. */
export function RefundDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const brand = useBrand();
  const leftMinor = order.capturedMinor - order.refundedMinor;
  const left = moneyText({ minor: leftMinor, currency: order.currency });
  const [amount, setAmount] = useState(writeAmount(leftMinor, order.currency));
  const [reason, setReason] = useState('');
  const amountMinor = readAmount(amount, order.currency);
  const refund = useMutation(
    hub.checkout.refund.mutationOptions({
      onSuccess: () => {
        toast(say.orders.refunded);
        onClose();
      },
      // Also when it failed: a try whose answer was lost has changed what is shown behind this.
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries(hub.checkout.pathFilter()),
          queryClient.invalidateQueries(hub.drops.pathFilter()),
        ]),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (amountMinor === null) return;
    const { id: orderId, refundedMinor } = order;
    refund.mutate({ brandId: brand.id, orderId, amountMinor, refundedMinor, reason });
  };
  return (
    <Dialog title={say.orders.refundTitle(order.number)} onClose={onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <TextField
          label={say.orders.refundAmount}
          hint={hintOf(order, left)}
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
          inputMode="decimal"
          suffix={order.currency.toUpperCase()}
          error={amountMinor === null ? say.newDrop.badMoney : null}
          required
        />
        <TextField
          label={say.orders.refundReason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          required
        />
        <ProblemNotice error={refund.error} />
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="danger" busy={refund.isPending}>
            {say.orders.refundGo}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Money goes back first; store credit follows with the last of it. */
function hintOf({ creditMinor, currency }: OrderView, left: string): string {
  const hint = say.orders.refundHint(left);
  if (creditMinor === 0) return hint;
  return `${hint} ${say.orders.refundCredit(moneyText({ minor: creditMinor, currency }))}`;
}
