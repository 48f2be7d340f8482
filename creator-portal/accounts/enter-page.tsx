import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { queryClient } from '../hub/client.ts';
import { postJson } from '../hub/post-json.ts';
import { Mark } from '../shell/mark.tsx';
import { say } from '../strings.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';

/**
 * Where a mailed link leads. The secret stays in the fragment until the button posts it, so that
 * scanners that open every link in a mail use nothing up.
 */
export function EnterPage() {
  const [token] = useState(tokenInAddress);
  const enter = useMutation({
    mutationFn: () => postJson('/api/auth/enter', { token }),
    onSuccess: () => {
      queryClient.clear();
      window.location.replace('/app/');
    },
  });
  return (
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 px-4 py-10"
    >
      <Mark />
      <Panel>
        <PageHeader title={say.enter.title} lead={say.enter.lead} />
        <div className="space-y-4">
          {token === '' ? (
            <Notice>{say.enter.none}</Notice>
          ) : (
            <Button
              look="primary"
              className="w-full"
              busy={enter.isPending}
              onClick={() => enter.mutate()}
            >
              {say.enter.go}
            </Button>
          )}
          <ProblemNotice error={enter.error} />
          <Link to="/sign-in" className={buttonClass('plain')}>
            {say.enter.toSignIn}
          </Link>
        </div>
      </Panel>
    </main>
  );
}

/** Reads the secret and takes it out of the address bar, which may be on a stream. */
function tokenInAddress(): string {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? '';
  if (token !== '') history.replaceState(history.state, '', window.location.pathname);
  return token;
}
