import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { LocationView } from '../../server/protocol/fulfilment.ts';
import { hub, hubClient, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { CheckField, TextArea, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

const EMPTY = {
  name: '',
  country: '',
  postalCode: '',
  city: '',
  street: '',
  hasPickUp: false,
  pickUpNote: '',
};

/** Where a place is and whether buyers may collect there. The central reserve keeps its name. */
export function PlaceDialog({
  place,
  onClose,
}: {
  /** Null: a new one. */
  place: LocationView | null;
  onClose: () => void;
}) {
  const brand = useBrand();
  const [typed, setTyped] = useState(() => (place ? typedOf(place) : EMPTY));
  const save = useMutation({
    mutationFn: async () => {
      const { name, ...address } = { ...typed, brandId: brand.id };
      if (place?.isCentral) await hubClient.fulfilment.saveCentral.mutate(address);
      else if (place?.id) {
        const change = { ...address, name, locationId: place.id };
        await hubClient.fulfilment.changeLocation.mutate(change);
      } else await hubClient.fulfilment.addLocation.mutate({ ...address, name });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries(hub.fulfilment.pathFilter());
      toast(say.fulfilment.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const text = (key: Exclude<keyof typeof EMPTY, 'hasPickUp'>) => ({
    value: typed[key],
    error: fieldMessage(save.error, key),
    onChange: ({ target }: { target: { value: string } }) =>
      setTyped({ ...typed, [key]: target.value }),
  });
  const title = place ? say.fulfilment.editPlace(place.name) : say.fulfilment.addPlace;
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="space-y-4" onSubmit={submit}>
        {!place?.isCentral && (
          <TextField
            label={say.fulfilment.name}
            placeholder={say.fulfilment.namePlaceholder}
            maxLength={60}
            required
            {...text('name')}
          />
        )}
        <TextField label={say.fulfilment.street} maxLength={80} {...text('street')} />
        <div className="grid grid-cols-[2fr_3fr] gap-3">
          <TextField label={say.fulfilment.postalCode} maxLength={12} {...text('postalCode')} />
          <TextField label={say.fulfilment.city} maxLength={60} {...text('city')} />
        </div>
        <TextField
          label={say.fulfilment.country}
          hint={say.fulfilment.countryHint}
          maxLength={2}
          autoCapitalize="characters"
          required
          {...text('country')}
        />
        <CheckField
          label={say.fulfilment.hasPickUp}
          hint={say.fulfilment.pickUpHint}
          checked={typed.hasPickUp}
          onChange={(event) => setTyped({ ...typed, hasPickUp: event.target.checked })}
        />
        {typed.hasPickUp && (
          <TextArea
            label={say.fulfilment.pickUpNote}
            hint={say.fulfilment.pickUpNoteHint}
            maxLength={300}
            {...text('pickUpNote')}
          />
        )}
        <ProblemNotice error={save.error} />
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={save.isPending}>
            {say.act.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function typedOf(place: LocationView): typeof EMPTY {
  const { name, country, postalCode, city, street, hasPickUp, pickUpNote } = place;
  return { name, country, postalCode, city, street, hasPickUp, pickUpNote };
}
