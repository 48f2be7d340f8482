import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { HostView } from '../../server/protocol/links.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Section } from '../ui/page-header.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';

/** Hosts of the brand's own shop that links may lead to, and how each is verified. */
export function HostsSection() {
  const brand = useBrand();
  const hosts = useQuery(hub.links.hosts.queryOptions({ brandId: brand.id }));
  const orphans = useQuery(hub.links.orphans.queryOptions({ brandId: brand.id }));
  const missed = orphans.data?.reduce((sum, { hits }) => sum + hits, 0) ?? 0;
  return (
    <Section title={say.hosts.title} lead={say.hosts.lead}>
      <Loaded query={hosts} skeleton={<RowsSkeleton rows={2} />}>
        {(list) =>
          list.length === 0 ? (
            <p className="text-ink-soft">{say.hosts.none}</p>
          ) : (
            <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
              {list.map((host) => (
                <Host key={host.id} host={host} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {brand.role !== 'viewer' && <AddHost />}
      {missed > 0 && <p className="mt-3 text-sm text-ink-soft">{say.hosts.orphans(missed)}</p>}
    </Section>
  );
}

function refresh() {
  return queryClient.invalidateQueries(hub.links.hosts.queryFilter());
}

function AddHost() {
  const brand = useBrand();
  const [host, setHost] = useState('');
  const add = useMutation(
    hub.links.addHost.mutationOptions({
      onSuccess: async () => {
        setHost('');
        await refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({ brandId: brand.id, host });
  };
  return (
    <form className="mt-4 flex flex-wrap items-start gap-3" onSubmit={submit}>
      <TextField
        className="min-w-56 flex-1"
        label={say.hosts.host}
        hint={say.hosts.hostHint}
        value={host}
        onChange={(event) => setHost(event.target.value)}
        error={fieldMessage(add.error, 'host')}
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Button type="submit" className="mt-6" busy={add.isPending}>
        {say.hosts.add}
      </Button>
      <div className="w-full empty:hidden">
        <ProblemNotice error={add.error} />
      </div>
    </form>
  );
}

function Host({ host }: { host: HostView }) {
  const brand = useBrand();
  const [isAsking, setAsking] = useState(false);
  const ids = { brandId: brand.id, hostId: host.id };
  const verify = useMutation(hub.links.verifyHost.mutationOptions({ onSuccess: refresh }));
  const remove = useMutation(hub.links.removeHost.mutationOptions());
  const isVerified = host.verifiedAt !== null;
  const places = [
    [say.hosts.txt, host.proof.txtName],
    [say.hosts.file, host.proof.fileUrl],
  ] as const;
  return (
    <li data-row="" className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 flex-1 font-mono font-medium wrap-anywhere">{host.host}</p>
        <Badge tone={isVerified ? 'good' : 'warn'}>
          {isVerified
            ? `${say.hosts.verified} ${host.method ? say.hosts.by[host.method] : ''}`
            : say.hosts.waits}
        </Badge>
        {brand.role !== 'viewer' && (
          <>
            {!isVerified && (
              <Button small busy={verify.isPending} onClick={() => verify.mutate(ids)}>
                {say.hosts.verify}
              </Button>
            )}
            <Button small look="quiet" onClick={() => setAsking(true)}>
              {say.hosts.remove}
            </Button>
          </>
        )}
      </div>
      {!isVerified && (
        <div className="mt-2 space-y-1 text-sm">
          <p className="text-ink-soft">{say.hosts.how}</p>
          <p className="flex flex-wrap items-center gap-2">
            <code className="wrap-anywhere">{host.proof.text}</code>
            <CopyButton text={host.proof.text} label={say.hosts.how} short />
          </p>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
            {places.map(([name, place]) => (
              <div key={name} className="contents">
                <dt className="text-ink-soft">{name}</dt>
                <dd className="font-mono wrap-anywhere">{place}</dd>
              </div>
            ))}
          </dl>
          {host.problem && <p className="text-warn wrap-anywhere">{host.problem}</p>}
          <ProblemNotice error={verify.error} />
        </div>
      )}
      {isAsking && (
        <ConfirmDialog
          title={say.hosts.removeTitle(host.host)}
          actionLabel={say.hosts.remove}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(ids);
            await refresh();
          }}
          onClose={() => setAsking(false)}
        >
          <p>{say.hosts.removeText}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
