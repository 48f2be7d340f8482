import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { CODE_KINDS, type CodeKind, MOST_CODES } from '../../server/protocol/codes.ts';
import type { DropDetail } from '../../server/protocol/drops.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import { gateName } from './gate-name.ts';

const HOUR_MS = 3_600_000;
const MOST_USES = 100_000;

/** Makes codes for one creator and audience of a drop. */
export function CodesDialog({ drop, onClose }: { drop: DropDetail; onClose: () => void }) {
  const brand = useBrand();
  const [label, setLabel] = useState('');
  const [gateId, setGateId] = useState(drop.gates[0]?.id ?? '');
  const [kind, setKind] = useState<CodeKind>('printed');
  const [count, setCount] = useState('100');
  const [hours, setHours] = useState(0);
  const create = useMutation(
    hub.claims.createCodeBatch.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(hub.claims.pathFilter());
        toast(say.codes.created);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const units = Number(count);
    create.mutate({
      brandId: brand.id,
      dropId: drop.id,
      gateId,
      label,
      codes: kind === 'printed' ? { kind, count: units } : { kind, maxUses: units },
      expiresAt: hours === 0 ? null : Date.now() + hours * HOUR_MS,
    });
  };
  return (
    <Dialog title={say.codes.create} onClose={onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <TextField
          label={say.codes.label}
          hint={say.codes.labelHint}
          value={label}
          maxLength={80}
          onChange={(event) => setLabel(event.target.value)}
          required
        />
        <SelectField
          label={say.codes.gate}
          value={gateId}
          onChange={(event) => setGateId(event.target.value)}
        >
          {drop.gates.map((gate) => (
            <option key={gate.id} value={gate.id}>
              {gateName(gate)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={say.codes.kind}
          value={kind}
          onChange={(event) =>
            setKind(CODE_KINDS.find((one) => one === event.target.value) ?? 'printed')
          }
        >
          {CODE_KINDS.map((one) => (
            <option key={one} value={one}>
              {say.codes.kinds[one]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={kind === 'printed' ? say.codes.count : say.codes.uses}
          type="number"
          min={1}
          max={kind === 'printed' ? MOST_CODES : MOST_USES}
          value={count}
          onChange={(event) => setCount(event.target.value)}
          required
        />
        <SelectField
          label={say.codes.lasts}
          value={hours}
          onChange={(event) => setHours(Number(event.target.value))}
        >
          {Object.entries(say.codes.lastsChoices).map(([choice, text]) => (
            <option key={choice} value={choice}>
              {text}
            </option>
          ))}
        </SelectField>
        <ProblemNotice error={create.error} />
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            {say.codes.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
