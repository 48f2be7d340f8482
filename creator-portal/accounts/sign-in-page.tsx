import { useMutation, useQuery } from '@tanstack/react-query';
import type { DemoSignIn } from '../../server/protocol/accounts.ts';
import { hub } from '../hub/client.ts';
import { postJson } from '../hub/post-json.ts';
import { Mark } from '../shell/mark.tsx';
import { useViewState } from '../shell/use-view-state.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The door: password, link by mail, a new account, or the demo. */
export function SignInPage() {
  const { view } = useViewState();
  const about = useQuery(hub.accounts.hub.queryOptions());
  const isSignUp = view.tab === 'new';
  const enter = () => {
    // A fresh load, so that nothing of an earlier session is left; always below our own address.
    window.location.replace(`/app${view.next?.startsWith('/') ? view.next : '/'}`);
  };
  return (
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto grid min-h-dvh max-w-5xl content-center gap-10 px-4 py-10 lg:grid-cols-[1fr_24rem] lg:gap-20"
    >
      <div className="flex flex-col justify-center">
        <div className="flex items-center gap-3">
          <Mark />
          <span className="text-xl font-semibold tracking-tight">Dropcast</span>
        </div>
        <p className="mt-6 hidden text-2xl font-semibold tracking-tight text-balance sm:block">
          {say.signIn.lead}
        </p>
        <ul className="mt-6 hidden space-y-3 text-ink-soft lg:block">
          {say.signIn.claims.map((claim) => (
            <li key={claim} className="flex gap-3">
              <span aria-hidden="true" className="mt-2 h-2 w-4 shrink-0 bg-accent" />
              {claim}
            </li>
          ))}
        </ul>
      </div>
      <div className="space-y-4">
        <Panel>
          <PageHeader title={isSignUp ? say.signIn.signUpTitle : say.signIn.title} />
          <SignInForm isSignUp={isSignUp} onEntered={enter} />
          {about.data?.outboxIsLocal && (
            <p className="mt-4 border-t border-line pt-4 text-sm text-ink-soft">
              {say.signIn.outboxNote}{' '}
              <a href="/dev/outbox" className="font-medium text-ink underline">
                {say.signIn.outbox}
              </a>
            </p>
          )}
        </Panel>
        {about.data && about.data.demoSignIns.length > 0 && (
          <DemoSignIns signIns={about.data.demoSignIns} onEntered={enter} />
        )}
      </div>
    </main>
  );
}

function DemoSignIns({ signIns, onEntered }: { signIns: DemoSignIn[]; onEntered: () => void }) {
  const enter = useMutation({
    mutationFn: ({ email, password }: DemoSignIn) =>
      postJson('/api/auth/sign-in/email', { email, password }),
    onSuccess: onEntered,
  });
  return (
    <Panel>
      <h2 className="font-semibold">{say.signIn.demoTitle}</h2>
      <p className="mb-3 text-sm text-ink-soft">{say.signIn.demoNote}</p>
      <div className="grid gap-2">
        {signIns.map((signIn) => (
          <Button
            key={signIn.email}
            className="justify-between!"
            busy={enter.isPending && enter.variables.email === signIn.email}
            onClick={() => enter.mutate(signIn)}
          >
            {signIn.label}
            <span className="text-sm font-normal text-ink-soft">
              {signIn.role === 'brand' ? say.shell.asBrand : say.shell.asCreator}
            </span>
          </Button>
        ))}
      </div>
      <div className="mt-3">
        <ProblemNotice error={enter.error} />
      </div>
    </Panel>
  );
}
