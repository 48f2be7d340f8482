import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { MeView } from '../../server/protocol/accounts.ts';
import { hub, queryClient } from '../hub/client.ts';
import { Mark } from '../shell/mark.tsx';
import { useMe } from '../shell/use-me.ts';
import { firstWorkspace } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { BecomeCreatorForm } from './become-creator-form.tsx';
import { CreateBrandForm } from './create-brand-form.tsx';

/** First steps: become a creator, create a brand, or accept an invitation. */
export function WelcomePage() {
  const me = useMe();
  return (
    <main id="content" tabIndex={-1} className="mx-auto max-w-4xl px-4 py-10">
      <div className="mb-8">
        <Mark />
      </div>
      <PageHeader
        title={say.welcome.title}
        lead={say.welcome.lead}
        action={
          me.data && firstWorkspace(me.data) ? (
            <Link to={firstWorkspace(me.data) ?? '/'} className={buttonClass('plain')}>
              {say.welcome.done}
            </Link>
          ) : null
        }
      />
      <Loaded query={me} skeleton={<BlockSkeleton className="h-72 w-full" />}>
        {(data) => (
          <div className="space-y-4">
            <Waiting me={data} />
            <div className="grid items-start gap-4 md:grid-cols-2">
              {data.creator === null && (
                <Panel>
                  <h2 className="text-lg font-semibold">{say.welcome.creatorTitle}</h2>
                  <p className="mb-4 text-ink-soft">{say.welcome.creatorText}</p>
                  <BecomeCreatorForm
                    name={data.user.name}
                    hasProposal={data.proposalsWaiting > 0}
                  />
                </Panel>
              )}
              <Panel>
                <h2 className="text-lg font-semibold">{say.welcome.brandTitle}</h2>
                <p className="mb-4 text-ink-soft">{say.welcome.brandText}</p>
                <CreateBrandForm />
              </Panel>
            </div>
          </div>
        )}
      </Loaded>
    </main>
  );
}

/** What others want from this person. */
function Waiting({ me }: { me: MeView }) {
  const navigate = useNavigate();
  const accept = useMutation(
    hub.accounts.acceptInvitation.mutationOptions({
      onSuccess: async (brand) => {
        await queryClient.invalidateQueries(hub.accounts.me.queryFilter());
        void navigate({ to: '/brands/$slug', params: { slug: brand.slug } });
      },
    }),
  );
  return (
    <>
      {!me.user.emailVerified && <Notice>{say.welcome.unconfirmed(me.user.email)}</Notice>}
      {me.proposalsWaiting > 0 && (
        <Notice
          tone="good"
          action={
            me.creator && (
              <Link to="/creator/contracts" className={buttonClass('plain', true)}>
                {say.welcome.proposalsOpen}
              </Link>
            )
          }
        >
          {say.welcome.proposals(me.proposalsWaiting)}{' '}
          {me.creator === null && say.welcome.proposalsHint}
        </Notice>
      )}
      {me.invitations.length > 0 && (
        <Panel>
          <h2 className="mb-2 font-semibold">{say.welcome.invitations}</h2>
          <ul className="divide-y divide-line">
            {me.invitations.map((invitation) => (
              <li
                key={invitation.id}
                className="flex flex-wrap items-center justify-between gap-3 py-2"
              >
                {say.welcome.invitation(invitation.brandName, say.roles[invitation.role])}
                <Button
                  look="primary"
                  busy={accept.isPending}
                  onClick={() => accept.mutate({ invitationId: invitation.id })}
                >
                  {say.welcome.accept}
                </Button>
              </li>
            ))}
          </ul>
          <ProblemNotice error={accept.error} />
        </Panel>
      )}
    </>
  );
}
