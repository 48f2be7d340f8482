import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Loaded } from '../ui/loaded.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { useMe } from './use-me.ts';
import { firstWorkspace } from './workspace.ts';

/** Sends a person to their workspace, or to the first steps when there is none. */
export function StartPage() {
  const me = useMe();
  const navigate = useNavigate();
  useEffect(() => {
    if (!me.data) return;
    void navigate({ to: firstWorkspace(me.data) ?? '/welcome', replace: true });
  }, [me.data, navigate]);
  return (
    <main id="content" tabIndex={-1} className="mx-auto max-w-2xl px-4 py-16">
      <Loaded query={me} skeleton={<BlockSkeleton className="h-10 w-64" />}>
        {() => null}
      </Loaded>
    </main>
  );
}
