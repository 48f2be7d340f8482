import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { CreatorGrantView, DockRights } from '../../server/protocol/dock.ts';
import { hub, queryClient } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { CheckField, TextField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { RowsSkeleton } from '../ui/skeleton.tsx';

/** What each creator of a drop may do from a dock. */
export function DockGrants({ dropId }: { dropId: string }) {
  const brand = useBrand();
  const grants = useQuery(hub.dock.grants.queryOptions({ brandId: brand.id, dropId }));
  return (
    <Loaded query={grants} skeleton={<RowsSkeleton rows={2} />}>
      {(list) =>
        list.length === 0 ? null : (
          <section className="mt-8" aria-labelledby="grants-title">
            <h2 id="grants-title" className="text-lg font-semibold">
              {say.grants.title}
            </h2>
            <p className="mb-3 text-ink-soft">{say.grants.lead}</p>
            <div className="grid gap-4 lg:grid-cols-2">
              {list.map((grant) => (
                <GrantForm key={grant.contractId} dropId={dropId} grant={grant} />
              ))}
            </div>
          </section>
        )
      }
    </Loaded>
  );
}

const SWITCHES = ['mayPause', 'mayStart', 'mayEnd'] as const;

function GrantForm({ dropId, grant }: { dropId: string; grant: CreatorGrantView }) {
  const brand = useBrand();
  const { contractId, creatorName } = grant;
  const { mayPause, mayStart, mayEnd, releaseUnits, extendMinutes } = grant;
  const [rights, setRights] = useState<DockRights>({
    ...{ mayPause, mayStart, mayEnd },
    ...{ releaseUnits, extendMinutes },
  });
  const change = (patch: Partial<DockRights>) => {
    save.reset();
    setRights({ ...rights, ...patch });
  };
  const save = useMutation(
    hub.dock.saveGrant.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(hub.dock.pathFilter()),
    }),
  );
  const isReadOnly = brand.role === 'viewer';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ brandId: brand.id, dropId, contractId, ...rights });
  };
  return (
    <Panel>
      <form onSubmit={submit}>
        <fieldset disabled={isReadOnly} className="space-y-3">
          <legend className="font-semibold">{creatorName}</legend>
          <div>
            {SWITCHES.map((name) => (
              <CheckField
                key={name}
                label={say.grants[name]}
                checked={rights[name]}
                onChange={(event) => change({ [name]: event.target.checked })}
              />
            ))}
          </div>
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField
              label={say.grants.release}
              hint={say.grants.releaseHint(grant.releasedUnits)}
              type="number"
              min={0}
              max={100_000}
              value={rights.releaseUnits}
              onChange={(event) => change({ releaseUnits: Number(event.target.value) })}
            />
            <TextField
              label={say.grants.extend}
              hint={say.grants.extendHint(grant.extendedMinutes)}
              type="number"
              min={0}
              max={1_440}
              value={rights.extendMinutes}
              onChange={(event) => change({ extendMinutes: Number(event.target.value) })}
            />
          </div>
          <ProblemNotice error={save.error} />
          {!isReadOnly && (
            <div className="flex flex-wrap items-center gap-3">
              <Button type="submit" busy={save.isPending}>
                {say.grants.save}
              </Button>
              <p role="status" className="text-sm text-good">
                {save.isSuccess && say.grants.saved(creatorName)}
              </p>
            </div>
          )}
        </fieldset>
      </form>
    </Panel>
  );
}
