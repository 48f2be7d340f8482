import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { SHOP_KINDS, type ShopKind } from '../../server/protocol/shops.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

/** Lets a shop report its orders; the address to enter there is shown afterwards. */
export function ConnectShopDialog({ onClose }: { onClose: () => void }) {
  const brand = useBrand();
  const [kind, setKind] = useState<ShopKind>('shopify');
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const connect = useMutation(
    hub.shops.connect.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(hub.shops.pathFilter());
        toast(say.shops.connected);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    connect.mutate({ brandId: brand.id, kind, name, secret });
  };
  return (
    <Dialog title={say.shops.create} onClose={onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <SelectField
          label={say.shops.kind}
          value={kind}
          onChange={(event) => setKind(event.target.value as ShopKind)}
        >
          {Object.entries(SHOP_KINDS).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
        <TextField
          label={say.shops.name}
          hint={say.shops.nameHint}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
          error={fieldMessage(connect.error, 'name')}
          required
        />
        <TextField
          label={say.shops.secret}
          hint={say.shops.secretHints[kind]}
          value={secret}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setSecret(event.target.value)}
          error={fieldMessage(connect.error, 'secret')}
          required
        />
        <ProblemNotice error={connect.error} />
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={connect.isPending}>
            {say.shops.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
