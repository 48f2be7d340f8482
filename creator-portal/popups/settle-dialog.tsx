import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { IncidentView } from '../../server/protocol/popups.ts';
import { hub } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';
import { refreshPopups } from './use-devices.ts';

/** Asks what was done about an incident; it is kept with it. */
export function SettleDialog(given: { incident: IncidentView; onClose: () => void }) {
  const { incident, onClose } = given;
  const brand = useBrand();
  const [resolution, setResolution] = useState('');
  const settle = useMutation(
    hub.popups.resolveIncident.mutationOptions({
      onSuccess: async () => {
        await refreshPopups();
        toast(say.popups.settledNow);
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    settle.mutate({ brandId: brand.id, incidentId: incident.id, resolution });
  };
  const fieldError = fieldMessage(settle.error, 'resolution');
  return (
    <Dialog title={say.popups.settleTitle} onClose={onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <p>
          <strong>{say.popups.kinds[incident.kind]}.</strong> {say.popups.settleText}
        </p>
        <TextArea
          label={say.popups.note}
          hint={say.popups.noteHint}
          value={resolution}
          error={fieldError}
          onChange={(event) => setResolution(event.target.value)}
          minLength={2}
          maxLength={500}
          required
        />
        {fieldError === null && <ProblemNotice error={settle.error} />}
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={settle.isPending}>
            {say.popups.settle}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
