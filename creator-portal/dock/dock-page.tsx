import { useMutation, useQuery } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { hub } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';
import { ApproveForm } from './approve-form.tsx';
import { DockList } from './dock-list.tsx';

/** A creator's docks: how one is signed in, which there are, and the way to one in this browser. */
export function DockPage() {
  const docks = useQuery(hub.dock.list.queryOptions(undefined, { refetchInterval: 10_000 }));
  const open = useMutation(
    hub.dock.open.mutationOptions({ onSuccess: ({ url }) => location.assign(url) }),
  );
  return (
    <>
      <PageHeader
        title={say.dock.title}
        lead={say.dock.lead}
        action={
          <Button
            look="primary"
            icon={<MonitorSmartphone aria-hidden="true" size={17} />}
            busy={open.isPending}
            title={say.dock.hereHint}
            onClick={() => open.mutate({ name: say.dock.hereName })}
          >
            {say.dock.here}
          </Button>
        }
      />
      <div className="space-y-5">
        <ProblemNotice error={open.error} />
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <ApproveForm />
          <Loaded query={docks} skeleton={<RowsSkeleton rows={3} />}>
            {(list) => <DockList docks={list} />}
          </Loaded>
        </div>
        <p className="text-sm text-ink-soft">{say.dock.rights}</p>
      </div>
    </>
  );
}
