import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MemberView, PendingInvitationView } from '../../server/protocol/accounts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { Time } from '../ui/time.tsx';
import { InviteDialog } from './invite-dialog.tsx';

/** Who is in the workspace, and who has been asked. */
export function MembersSection() {
  const brand = useBrand();
  const [inviting, setInviting] = useState(false);
  const members = useQuery(hub.accounts.members.queryOptions({ brandId: brand.id }));
  return (
    <Section
      title={say.settings.members}
      action={
        brand.role === 'owner' && (
          <Button small data-create="" onClick={() => setInviting(true)}>
            {say.settings.invite}
          </Button>
        )
      }
    >
      <Loaded query={members} skeleton={<RowsSkeleton rows={2} />}>
        {(data) => (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {data.members.map((member) => (
              <Member key={member.id} member={member} />
            ))}
            {data.invitations.map((invitation) => (
              <Invitation key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        )}
      </Loaded>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Section>
  );
}

const ROW = 'flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3';

function Member({ member }: { member: MemberView }) {
  const brand = useBrand();
  const [asking, setAsking] = useState(false);
  const remove = useMutation(hub.accounts.removeMember.mutationOptions());
  return (
    <li data-row="" className={ROW}>
      <div className="min-w-3/5 flex-1">
        <p className="font-medium">
          {member.name}{' '}
          {member.isYou && <span className="text-ink-soft">({say.settings.you})</span>}
        </p>
        <p className="text-sm break-all text-ink-soft">
          {member.email} · {say.settings.since.toLowerCase()} <Time at={member.since} form="date" />
        </p>
      </div>
      <Badge>{say.roles[member.role]}</Badge>
      {brand.role === 'owner' && !member.isYou && (
        <Button small look="quiet" onClick={() => setAsking(true)}>
          {say.settings.remove}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={say.settings.removeTitle(member.name)}
          actionLabel={say.settings.remove}
          danger
          onConfirm={async () => {
            await remove.mutateAsync({ brandId: brand.id, memberId: member.id });
            await queryClient.invalidateQueries(hub.accounts.members.queryFilter());
          }}
          onClose={() => setAsking(false)}
        >
          <p>{say.settings.removeText}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}

function Invitation({ invitation }: { invitation: PendingInvitationView }) {
  const brand = useBrand();
  const revoke = useMutation(
    hub.accounts.revokeInvitation.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(hub.accounts.members.queryFilter()),
    }),
  );
  return (
    <li data-row="" className={ROW}>
      <div className="min-w-3/5 flex-1">
        <p className="font-medium break-all">{invitation.email}</p>
        <p className="text-sm text-ink-soft">
          {say.roles[invitation.role]} · <Time at={invitation.createdAt} form="date" />
        </p>
        <ProblemNotice error={revoke.error} />
      </div>
      <Badge tone="warn">{say.settings.pending}</Badge>
      {brand.role === 'owner' && (
        <Button
          small
          look="quiet"
          busy={revoke.isPending}
          onClick={() => revoke.mutate({ brandId: brand.id, invitationId: invitation.id })}
        >
          {say.settings.revoke}
        </Button>
      )}
    </li>
  );
}
