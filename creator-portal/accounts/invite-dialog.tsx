import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { BRAND_ROLES, type BrandRole } from '../../server/protocol/accounts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

/** Asks somebody into the workspace by mail. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const brand = useBrand();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<BrandRole>('manager');
  const invite = useMutation(
    hub.accounts.inviteMember.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(hub.accounts.members.queryFilter());
        toast(say.settings.inviteSent(email));
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ brandId: brand.id, email, role });
  };
  return (
    <Dialog title={say.settings.inviteTitle} onClose={onClose}>
      <form className="space-y-4" onSubmit={submit}>
        <TextField
          label={say.signIn.email}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          error={fieldMessage(invite.error, 'email')}
          required
        />
        <SelectField
          label={say.settings.role}
          hint={say.roleHints[role]}
          value={role}
          onChange={(event) => {
            const chosen = BRAND_ROLES.find((known) => known === event.target.value);
            if (chosen) setRole(chosen);
          }}
        >
          {BRAND_ROLES.map((known) => (
            <option key={known} value={known}>
              {say.roles[known]}
            </option>
          ))}
        </SelectField>
        <ProblemNotice error={invite.error} />
        <DialogActions>
          <Button onClick={onClose}>{say.act.cancel}</Button>
          <Button type="submit" look="primary" busy={invite.isPending}>
            {say.settings.invite}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
