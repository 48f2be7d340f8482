import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { LocationView } from '../../server/protocol/fulfilment.ts';
import { hub } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { PairDialog } from './pair-dialog.tsx';
import { refreshPopups } from './use-devices.ts';

/** Names a device and its place, then shows its code once. */
export function AddDeviceDialog(given: { places: LocationView[]; onClose: () => void }) {
  const { places, onClose } = given;
  const brand = useBrand();
  const [name, setName] = useState('');
  const [locationId, setLocationId] = useState(places[0]?.id ?? '');
  const add = useMutation(hub.popups.addDevice.mutationOptions());
  if (add.data) {
    const close = () => {
      onClose();
      void refreshPopups();
    };
    return <PairDialog made={add.data} onClose={close} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ brandId: brand.id, name, locationId });
  };
  return (
    <Dialog title={say.popups.add} onClose={onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <TextField
          label={say.popups.name}
          hint={say.popups.nameHint}
          placeholder={say.popups.namePlaceholder}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={fieldMessage(add.error, 'name')}
          minLength={2}
          maxLength={60}
          required
        />
        <SelectField
          label={say.popups.place}
          hint={say.popups.placeHint}
          value={locationId}
          onChange={(event) => setLocationId(event.target.value)}
        >
          {places.map(({ id, name: place }) => (
            <option key={id} value={id ?? ''}>
              {place}
            </option>
          ))}
        </SelectField>
        <ProblemNotice error={add.error} />
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={add.isPending}>
            {say.popups.make}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
