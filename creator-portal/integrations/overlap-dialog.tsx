import { type FormEvent, useState } from 'react';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { SelectField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';

/** Replaces a secret, and asks how long the old one goes on working. */
export function OverlapDialog(rotate: {
  title: string;
  text: string;
  action: string;
  error: unknown;
  isBusy: boolean;
  onRotate: (overlapHours: number) => void;
  onClose: () => void;
}) {
  const [hours, setHours] = useState('24');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate.onRotate(Number(hours));
  };
  return (
    <Dialog title={rotate.title} onClose={rotate.onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <p>{rotate.text}</p>
        <SelectField
          label={say.keys.overlap}
          value={hours}
          onChange={(event) => setHours(event.target.value)}
        >
          {Object.entries(say.keys.overlaps).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
        <ProblemNotice error={rotate.error} />
        <DialogActions>
          <Button onClick={rotate.onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={rotate.isBusy}>
            {rotate.action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
