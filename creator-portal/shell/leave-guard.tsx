import { useBlocker } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { beforeSignOut } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';

/** What is not saved yet, and what becomes of it when somebody leaves. */
type Unsaved = {
  isUnsaved: boolean;
  /** True: nothing is lost by leaving now. */
  settle: () => boolean | Promise<boolean>;
  /** They leave without it. */
  giveUp: () => void;
  isGivenUp: () => boolean;
};

/**
 * Nobody loses a change without a word: whoever leaves the page or signs out waits for the last save,
 * and is asked when it could not be made. The browser itself asks when the whole page is closed. A
 * session that is over lets nobody save, so the way to the sign-in page is always open.
 */
export function LeaveGuard({
  open,
  save,
  text,
  onStay,
}: {
  /** What is open here, whether or not the address says so yet. */
  open: string | undefined;
  save: Unsaved;
  text: string;
  onStay?: () => void;
}) {
  const leaving = useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      if (next.pathname === '/sign-in') return false;
      const isHere = [open, current.search.open].includes(next.search.open);
      if (next.pathname === current.pathname && isHere) return false;
      return !(await save.settle());
    },
    disabled: !save.isUnsaved,
    enableBeforeUnload: () => !save.isGivenUp(),
    withResolver: true,
  });
  const signOut = useSignOutQuestion(save);
  const question = leaving.status === 'blocked' ? leaving : signOut;
  const isOpen = question !== null;
  useEffect(() => {
    if (isOpen && !save.isUnsaved) question.proceed();
  }, [isOpen, question, save.isUnsaved]);
  if (!isOpen) return null;
  const stay = () => {
    question.reset();
    onStay?.();
  };
  return (
    <Dialog title={say.leaving.title} onClose={stay}>
      <p>{text}</p>
      <DialogActions>
        <Button
          look="danger"
          onClick={() => {
            save.giveUp();
            question.proceed();
          }}
        >
          {say.leaving.leave}
        </Button>
        <Button look="primary" onClick={stay}>
          {say.leaving.stay}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Open while somebody wants to sign out and the last change could not be saved. */
function useSignOutQuestion(save: Unsaved) {
  const [answer, setAnswer] = useState<((mayLeave: boolean) => void) | null>(null);
  useEffect(() => {
    if (!save.isUnsaved) return;
    const mayLeave = async () =>
      (await save.settle()) || new Promise<boolean>((resolve) => setAnswer(() => resolve));
    beforeSignOut.add(mayLeave);
    return () => void beforeSignOut.delete(mayLeave);
  });
  if (answer === null) return null;
  const reply = (mayLeave: boolean) => () => {
    answer(mayLeave);
    setAnswer(null);
  };
  return { proceed: reply(true), reset: reply(false) };
}
