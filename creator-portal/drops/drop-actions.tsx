import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DropDetail } from '../../server/protocol/drops.ts';
import { hub, queryClient } from '../hub/client.ts';
import { freshId } from '../hub/fresh-id.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Button, type ButtonLook } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { toast } from '../ui/toast.tsx';

type Act = 'publish' | 'pause' | 'resume' | 'extend' | 'release' | 'end' | 'discard';

/** What may be done in each phase. */
const ACTS: Record<DropDetail['phase'], readonly Act[]> = {
  draft: ['discard', 'publish'],
  scheduled: ['extend', 'release', 'end'],
  live: ['pause', 'extend', 'release', 'end'],
  sold_out: ['release', 'extend', 'pause', 'end'],
  paused: ['resume', 'extend', 'release', 'end'],
  ended: [],
};

const LOOKS: Partial<Record<Act, ButtonLook>> = {
  publish: 'primary',
  resume: 'primary',
  end: 'danger',
};

/** The levers of a drop: what needs words or numbers asks for them, what is final asks once more. */
export function DropActions({ drop }: { drop: DropDetail }) {
  const brand = useBrand();
  const [open, setOpen] = useState<Exclude<Act, 'publish' | 'resume'> | null>(null);
  const ids = { brandId: brand.id, dropId: drop.id };
  const publish = useMutation(
    hub.drops.publish.mutationOptions({ onSuccess: () => done('publish') }),
  );
  const resume = useMutation(hub.drops.resume.mutationOptions({ onSuccess: () => done('resume') }));
  const acts = brand.role === 'viewer' ? [] : ACTS[drop.phase];
  const press = (act: Act) => {
    if (act === 'publish') publish.mutate(ids);
    else if (act === 'resume') resume.mutate(ids);
    else setOpen(act);
  };
  const error = publish.error ?? resume.error;
  const close = () => setOpen(null);
  return (
    <>
      {acts.map((act) => (
        <Button
          key={act}
          look={LOOKS[act] ?? 'plain'}
          busy={(act === 'publish' && publish.isPending) || (act === 'resume' && resume.isPending)}
          onClick={() => press(act)}
        >
          {say.drop[act]}
        </Button>
      ))}
      {error !== null && (
        <div className="basis-full">
          <ProblemNotice error={error} />
        </div>
      )}
      {open === 'pause' && <PauseDialog {...{ ids, close }} />}
      {open === 'extend' && <ExtendDialog {...{ ids, close }} />}
      {open === 'release' && <ReleaseDialog {...{ ids, close, drop }} />}
      {open === 'end' && <EndDialog {...{ ids, close }} />}
      {open === 'discard' && <DiscardDialog {...{ ids, close }} />}
    </>
  );
}

type Asked = { ids: { brandId: string; dropId: string }; close: () => void };

function PauseDialog({ ids, close }: Asked) {
  const [reason, setReason] = useState('');
  const pause = useMutation(hub.drops.pause.mutationOptions());
  return (
    <ConfirmDialog
      title={say.drop.pauseTitle}
      actionLabel={say.drop.pause}
      onConfirm={() => pause.mutateAsync({ ...ids, reason }).then(() => done('pause'))}
      onClose={close}
    >
      <p>{say.drop.pauseText}</p>
      <TextField
        label={say.drop.reason}
        hint={say.drop.reasonHint}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        required
      />
    </ConfirmDialog>
  );
}

function ExtendDialog({ ids, close }: Asked) {
  const [minutes, setMinutes] = useState(15);
  const [key] = useState(() => freshId(Date.now()));
  const extend = useMutation(hub.drops.extend.mutationOptions());
  return (
    <ConfirmDialog
      title={say.drop.extendTitle}
      actionLabel={say.drop.extend}
      onConfirm={() => extend.mutateAsync({ ...ids, minutes, key }).then(() => done('extend'))}
      onClose={close}
    >
      <p>{say.drop.extendText}</p>
      <SelectField
        label={say.drop.extendBy}
        value={minutes}
        onChange={(event) => setMinutes(Number(event.target.value))}
      >
        {[5, 10, 15, 30, 60, 120].map((choice) => (
          <option key={choice} value={choice}>
            {say.newDrop.minutes(choice)}
          </option>
        ))}
      </SelectField>
    </ConfirmDialog>
  );
}

function ReleaseDialog({ ids, close, drop }: Asked & { drop: DropDetail }) {
  const [skuId, setSkuId] = useState(drop.items[0]?.skuId ?? '');
  const [units, setUnits] = useState('10');
  const [key] = useState(() => freshId(Date.now()));
  const release = useMutation(hub.drops.release.mutationOptions());
  return (
    <ConfirmDialog
      title={say.drop.releaseTitle}
      actionLabel={say.drop.release}
      onConfirm={() =>
        release
          .mutateAsync({ ...ids, skuId, units: Number(units), key })
          .then(() => done('release'))
      }
      onClose={close}
    >
      <p>{say.drop.releaseText}</p>
      {drop.items.length > 1 && (
        <SelectField
          label={say.newDrop.article}
          value={skuId}
          onChange={(event) => setSkuId(event.target.value)}
        >
          {drop.items.map((item) => (
            <option key={item.skuId} value={item.skuId}>
              {item.productName} {item.title}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label={say.drop.releaseUnits}
        type="number"
        min={1}
        value={units}
        onChange={(event) => setUnits(event.target.value)}
        required
      />
    </ConfirmDialog>
  );
}

function EndDialog({ ids, close }: Asked) {
  const end = useMutation(hub.drops.end.mutationOptions());
  return (
    <ConfirmDialog
      title={say.drop.endTitle}
      actionLabel={say.drop.end}
      danger
      onConfirm={() => end.mutateAsync(ids).then(() => done('end'))}
      onClose={close}
    >
      <p>{say.drop.endText}</p>
    </ConfirmDialog>
  );
}

function DiscardDialog({ ids, close }: Asked) {
  const brand = useBrand();
  const navigate = useNavigate();
  const discard = useMutation(hub.drops.discardDraft.mutationOptions());
  const leave = async () => {
    await navigate({ to: '/brands/$slug/drops', params: { slug: brand.slug } });
    queryClient.removeQueries(hub.drops.get.queryFilter(ids));
    await done('discard');
  };
  return (
    <ConfirmDialog
      title={say.drop.discardTitle}
      actionLabel={say.drop.discard}
      danger
      onConfirm={() => discard.mutateAsync(ids).then(leave)}
      onClose={close}
    >
      <p>{say.drop.discardText}</p>
    </ConfirmDialog>
  );
}

async function done(act: Act) {
  await queryClient.invalidateQueries(hub.drops.pathFilter());
  toast(say.drop.did[act]);
}
