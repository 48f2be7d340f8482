import { type ReactNode, useState } from 'react';
import { say } from '../strings.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { ProblemNotice } from './notice.tsx';

/** Asks before something that cannot be taken back, and stays open with the reason if it fails. */
export function ConfirmDialog(confirm: {
  title: string;
  children: ReactNode;
  actionLabel: string;
  danger?: boolean;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = () => {
    setBusy(true);
    setError(null);
    confirm
      .onConfirm()
      .then(confirm.onClose, setError)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog title={confirm.title} onClose={confirm.onClose}>
      <div className="space-y-3">
        {confirm.children}
        <ProblemNotice error={error} />
      </div>
      <DialogActions>
        <Button onClick={confirm.onClose}>{say.act.cancel}</Button>
        <Button look={confirm.danger ? 'danger' : 'primary'} busy={busy} onClick={run}>
          {confirm.actionLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
