import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';

/** Shows what is shown once, to be copied. */
export function SecretDialog({
  title,
  secret,
  onClose,
}: {
  title: string;
  secret: string;
  onClose: () => void;
}) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="space-y-4">
        <p>{say.integrations.shownOnce}</p>
        <p className="rounded-sm border border-line bg-sunken p-3 font-mono text-sm break-all">
          {secret}
        </p>
        <DialogActions>
          <CopyButton text={secret} label={say.act.copy} />
          <Button look="primary" onClick={onClose}>
            {say.integrations.done}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
