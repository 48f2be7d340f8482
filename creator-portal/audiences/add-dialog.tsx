import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  type AddedMembers,
  type AudienceView,
  addressesIn,
  MOST_ADDRESSES_AT_ONCE,
} from '../../server/protocol/audiences.ts';
import { hub, hubClient, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';

/** So that one request stays below what the hub takes, whatever the length of the addresses. */
const MOST_CHARACTERS_AT_ONCE = 10_000;
const SHOWN_REFUSED = 10;

/** Adds pasted addresses, in portions, and says what became of them. */
export function AddDialog({ audience, onClose }: { audience: AudienceView; onClose: () => void }) {
  const brand = useBrand();
  const [text, setText] = useState('');
  const addresses = addressesIn(text);
  const add = useMutation({
    mutationFn: async () => {
      const sum: AddedMembers = { added: 0, known: 0, refused: [] };
      try {
        for (const portion of portionsOf(addresses)) {
          const ids = { brandId: brand.id, audienceId: audience.id };
          const done = await hubClient.audiences.addMembers.mutate({ ...ids, addresses: portion });
          sum.added += done.added;
          sum.known += done.known;
          sum.refused.push(...done.refused);
        }
      } finally {
        await queryClient.invalidateQueries(hub.audiences.pathFilter());
      }
      return sum;
    },
    onSuccess: () => setText(''),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (addresses.length > 0) add.mutate();
  };
  return (
    <Dialog title={`${say.audiences.add}: ${audience.name}`} onClose={onClose} wide>
      <form className="space-y-4" onSubmit={submit}>
        <TextArea
          label={say.audiences.addLabel}
          hint={text === '' ? say.audiences.addHint : say.audiences.found(addresses.length)}
          rows={8}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {add.data && (
          <Notice tone="good">
            <p>{say.audiences.addDone(add.data.added, add.data.known)}</p>
          </Notice>
        )}
        {add.data && add.data.refused.length > 0 && (
          <Notice>
            <p>{say.audiences.refused(add.data.refused.length)}</p>
            <p className="break-all">{add.data.refused.slice(0, SHOWN_REFUSED).join(', ')}</p>
          </Notice>
        )}
        <ProblemNotice error={add.error} />
        <DialogActions>
          <Button onClick={onClose}>{say.act.close}</Button>
          <Button
            type="submit"
            look="primary"
            busy={add.isPending}
            disabled={addresses.length === 0}
          >
            {say.audiences.add}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** Addresses in portions that one request can carry. What is longer than any address is cut. */
function portionsOf(addresses: readonly string[]): string[][] {
  const portions: string[][] = [];
  let portion: string[] = [];
  let characters = 0;
  for (const address of addresses.map((text) => text.slice(0, 254))) {
    const isFull =
      portion.length === MOST_ADDRESSES_AT_ONCE ||
      characters + address.length > MOST_CHARACTERS_AT_ONCE;
    if (isFull) {
      portions.push(portion);
      portion = [];
      characters = 0;
    }
    portion.push(address);
    characters += address.length + 3;
  }
  return portion.length > 0 ? [...portions, portion] : portions;
}
