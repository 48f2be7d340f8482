import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { FraudFlagView } from '../../server/protocol/fraud.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

export type Decision = 'released' | 'confirmed' | 'reopened';

/** Asks for the reason, which is kept with the decision. */
export function DecideDialog(given: {
  flag: FraudFlagView;
  decision: Decision;
  onClose: () => void;
}) {
  const { flag, decision, onClose } = given;
  const brand = useBrand();
  const [reason, setReason] = useState('');
  const onSuccess = async () => {
    await queryClient.invalidateQueries(hub.fraud.pathFilter());
    toast(say.fraud.done[decision]);
    onClose();
  };
  const decide = useMutation(hub.fraud.decide.mutationOptions({ onSuccess }));
  const reopen = useMutation(hub.fraud.reopen.mutationOptions({ onSuccess }));
  const { error, isPending } = decision === 'reopened' ? reopen : decide;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const about = { brandId: brand.id, flagId: flag.id, reason };
    if (decision === 'reopened') reopen.mutate(about);
    else decide.mutate({ ...about, verdict: decision });
  };
  const words = WORDS[decision];
  const reasonError = fieldMessage(error, 'reason');
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <p>{words.text}</p>
        <TextArea
          label={say.fraud.reason}
          hint={say.fraud.reasonHint}
          value={reason}
          error={reasonError}
          onChange={(event) => setReason(event.target.value)}
          minLength={3}
          maxLength={500}
          required
        />
        {reasonError === null && <ProblemNotice error={error} />}
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button
            type="submit"
            look={decision === 'confirmed' ? 'danger' : 'primary'}
            busy={isPending}
          >
            {words.act}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

const WORDS: Record<Decision, { title: string; text: string; act: string }> = {
  released: {
    title: say.fraud.releaseTitle,
    text: say.fraud.releaseText,
    act: say.fraud.release,
  },
  confirmed: {
    title: say.fraud.confirmTitle,
    text: say.fraud.confirmText,
    act: say.fraud.confirm,
  },
  reopened: { title: say.fraud.reopenTitle, text: say.fraud.reopenText, act: say.fraud.reopen },
};
