import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ContractView } from '../../server/protocol/contracts.ts';
import type { DropDetail } from '../../server/protocol/drops.ts';
import { hub, queryClient } from '../hub/client.ts';
import { fieldMessage } from '../hub/problem-of.ts';
import { LeaveGuard } from '../shell/leave-guard.tsx';
import { useViewState } from '../shell/use-view-state.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { Notice, ProblemNotice } from '../ui/notice.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Panel } from '../ui/panel.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { toast } from '../ui/toast.tsx';
import { ArticleFields, type SkuChoice } from './article-fields.tsx';
import { CreatorFields } from './creator-fields.tsx';
import { draftGaps } from './draft-gaps.ts';
import { copyOfDrop, emptyDraft, readDraft } from './drop-draft.ts';
import { FairnessFields } from './fairness-fields.tsx';
import { GroupFields } from './group-fields.tsx';
import { HoldoutFields } from './holdout-fields.tsx';
import { MarginPreview } from './margin-preview.tsx';
import { MoreFields } from './more-fields.tsx';
import { OfferFields } from './offer-fields.tsx';
import { usePoolChoices } from './pool-choices.ts';
import { PromiseFields } from './promise-fields.tsx';
import { useKeptDraft } from './use-kept-draft.ts';

/**
 * One page from nothing to a published drop: five fields, the rest folded, the margin beside them.
 * Opened on a draft it goes on with that draft; on any other drop it starts from a copy.
 */
export function NewDropPage() {
  const brand = useBrand();
  const { view } = useViewState();
  const products = useQuery(hub.catalog.list.queryOptions({ brandId: brand.id }));
  const contracts = useQuery(hub.contracts.listOfBrand.queryOptions({ brandId: brand.id }));
  const copied = useQuery(
    hub.drops.get.queryOptions(
      { brandId: brand.id, dropId: view.open ?? '' },
      { enabled: view.open !== undefined },
    ),
  );
  const isReady = view.open === undefined || copied.data !== undefined || copied.isError;
  return (
    <>
      <PageHeader
        title={copied.data?.phase === 'draft' ? say.pages.editDraft : say.pages.newDrop}
        lead={say.newDrop.lead}
      />
      {brand.role === 'viewer' && <Notice>{say.newDrop.viewerOnly}</Notice>}
      <Loaded query={products} skeleton={<BlockSkeleton className="h-96 w-full" />}>
        {(list) =>
          isReady &&
          brand.role !== 'viewer' && (
            <NewDropForm
              key={copied.data?.id ?? 'new'}
              copied={copied.data ?? null}
              skus={list
                .filter((product) => product.archivedAt === null)
                .flatMap((product) =>
                  product.skus.map((sku) => ({ ...sku, productName: product.name })),
                )}
              contracts={contracts.data ?? []}
            />
          )
        }
      </Loaded>
    </>
  );
}

function NewDropForm(form: {
  copied: DropDetail | null;
  skus: SkuChoice[];
  contracts: ContractView[];
}) {
  const { copied, skus, contracts } = form;
  const brand = useBrand();
  const navigate = useNavigate();
  const kept = useKeptDraft(`${brand.id}.${copied?.id ?? 'new'}`, () =>
    copied
      ? copyOfDrop(copied, { now: Date.now(), timeZone: brand.timeZone })
      : emptyDraft(Date.now(), brand.timeZone),
  );
  const { draft, change } = kept;
  const onSuccess = async (drop: DropDetail, { publish }: { publish?: boolean | undefined }) => {
    kept.giveUp();
    await queryClient.invalidateQueries(hub.drops.pathFilter());
    toast(publish ? say.newDrop.published : say.newDrop.drafted);
    void navigate({
      to: '/brands/$slug/drops/$dropId',
      params: { slug: brand.slug, dropId: drop.id },
    });
  };
  const choices = usePoolChoices();
  const create = useMutation(hub.drops.create.mutationOptions({ onSuccess }));
  const rewrite = useMutation(hub.drops.changeDraft.mutationOptions({ onSuccess }));
  const draftId = copied?.phase === 'draft' ? copied.id : null;
  const { error, isPending } = draftId ? rewrite : create;
  const ready = readDraft(draft, brand);
  const [isAsked, setAsked] = useState(false);
  const gaps = isAsked ? draftGaps(draft, brand) : [];
  const send = (publish: boolean) => {
    setAsked(true);
    if (!ready) return;
    const input = { brandId: brand.id, ...ready, publish };
    if (draftId) rewrite.mutate({ ...input, dropId: draftId });
    else create.mutate({ ...input, dropId: draft.dropId });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(true);
  };
  const zone = say.newDrop.zoneHint(brand.timeZone.replaceAll('_', ' '));
  return (
    <form
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]"
      onSubmit={submit}
      // What is missing is said beside the buttons, for a draft as for publishing.
      noValidate
    >
      <LeaveGuard open={copied?.id} save={kept} text={say.newDrop.leaveUnsaved} />
      <div className="min-w-0 space-y-5">
        {kept.isRestored && (
          <Notice
            action={
              <Button small onClick={kept.startOver}>
                {say.newDrop.startOver}
              </Button>
            }
          >
            {say.newDrop.restored}
          </Notice>
        )}
        <Panel className="space-y-5">
          <TextField
            label={say.newDrop.title}
            hint={say.newDrop.titleHint}
            value={draft.title}
            onChange={(event) => change({ title: event.target.value })}
            error={fieldMessage(error, 'title')}
            maxLength={80}
            required
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label={say.newDrop.starts}
              hint={zone}
              type="datetime-local"
              value={draft.starts}
              onChange={(event) => change({ starts: event.target.value })}
              error={fieldMessage(error, 'startsAt')}
              required
            />
            <TextField
              label={say.newDrop.ends}
              hint={zone}
              type="datetime-local"
              value={draft.ends}
              onChange={(event) => change({ ends: event.target.value })}
              error={fieldMessage(error, 'endsAt')}
              required
            />
          </div>
          <ArticleFields
            {...{ skus, choices }}
            items={draft.items}
            onChange={(items) => change({ items })}
          />
        </Panel>
        <CreatorFields
          contracts={contracts}
          caps={draft.caps}
          onChange={(caps) => change({ caps })}
        />
        <GroupFields {...{ draft, choices }} onChange={change} />
        <FairnessFields draft={draft} onChange={change} />
        <OfferFields {...{ draft, skus, choices }} onChange={change} />
        <PromiseFields draft={draft} onChange={change} />
        <HoldoutFields draft={draft} error={error} onChange={change} />
        <MoreFields draft={draft} error={error} onChange={change} />
      </div>
      <div className="space-y-4 lg:sticky lg:top-6">
        <MarginPreview {...{ draft, skus, contracts }} />
        {gaps.length > 0 ? <GapNotice gaps={gaps} /> : <ProblemNotice error={error} />}
        <div className="grid gap-2">
          <Button type="submit" look="primary" busy={isPending}>
            {say.newDrop.publish}
          </Button>
          <Button disabled={isPending} onClick={() => send(false)}>
            {say.newDrop.draft}
          </Button>
        </div>
      </div>
    </form>
  );
}

function GapNotice({ gaps }: { gaps: string[] }) {
  return (
    <Notice tone="bad">
      <p>{say.newDrop.gapsTitle}</p>
      <ul className="mt-1 list-disc pl-5">
        {gaps.map((gap) => (
          <li key={gap}>{gap}</li>
        ))}
      </ul>
    </Notice>
  );
}
