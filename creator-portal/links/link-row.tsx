import { useMutation } from '@tanstack/react-query';
import { ArrowRight, QrCode } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { LinkState, LinkView } from '../../server/protocol/links.ts';
import { hub, queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Badge, type Tone } from '../ui/badge.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemNotice } from '../ui/notice.tsx';

/** One link: address, code and QR to give out; visits, claims and orders that came back. */
export function LinkRow({ link }: { link: LinkView }) {
  const [open, setOpen] = useState<'qr' | 'end' | null>(null);
  const settled = { onSuccess: refresh };
  const pause = useMutation(hub.links.pause.mutationOptions(settled));
  const resume = useMutation(hub.links.resume.mutationOptions(settled));
  const end = useMutation(hub.links.end.mutationOptions(settled));
  const close = () => setOpen(null);
  return (
    <li
      data-row=""
      className="grid items-center gap-x-6 gap-y-3 p-4 md:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)_auto]"
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {link.label}
          {link.state !== 'active' && (
            <Badge tone={TONES[link.state]}>{say.links.state[link.state]}</Badge>
          )}
        </p>
        <a
          href={link.url}
          target="_blank"
          rel="noreferrer"
          className="block truncate font-mono text-sm text-ink-soft hover:text-ink hover:underline"
        >
          {link.url.replace(/^https?:\/\//, '')}
        </a>
        <p className="mt-0.5 text-sm text-ink-soft">
          {link.brandName} · {link.destination ?? link.dropTitle ?? say.links.dropAny}
        </p>
      </div>
      <div>
        <Funnel link={link} />
        <p className="mt-1 text-sm text-ink-soft">
          {say.links.code}: <span className="font-mono text-ink">{link.spokenCode}</span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1.5 md:justify-end">
        <CopyButton text={link.url} label={say.links.copy(link.label)} short />
        <Button small icon={<QrCode aria-hidden="true" size={15} />} onClick={() => setOpen('qr')}>
          {say.links.qr}
        </Button>
        {link.state === 'active' && (
          <Button
            small
            look="quiet"
            busy={pause.isPending}
            onClick={() => pause.mutate({ linkId: link.id })}
          >
            {say.links.pause}
          </Button>
        )}
        {link.state === 'paused' && (
          <Button
            small
            look="quiet"
            busy={resume.isPending}
            onClick={() => resume.mutate({ linkId: link.id })}
          >
            {say.links.resume}
          </Button>
        )}
        {link.state !== 'ended' && (
          <Button small look="quiet" onClick={() => setOpen('end')}>
            {say.links.end}
          </Button>
        )}
      </div>
      <div className="empty:hidden md:col-span-3">
        <ProblemNotice error={pause.error ?? resume.error} />
      </div>
      {open === 'qr' && <QrDialog link={link} onClose={close} />}
      {open === 'end' && (
        <ConfirmDialog
          title={say.links.endTitle(link.label)}
          actionLabel={say.links.end}
          danger
          onConfirm={() => end.mutateAsync({ linkId: link.id })}
          onClose={close}
        >
          <p>{say.links.endText}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}

const TONES: Record<LinkState, Tone> = { active: 'good', paused: 'warn', ended: 'neutral' };

/** Visits, claims, orders: each step is a part of the one before. */
function Funnel({ link }: { link: LinkView }) {
  const steps = [
    [say.links.visits, link.visits],
    [say.links.claims, link.claims],
    [say.links.orders, link.orders],
  ] as const;
  return (
    <dl className="flex items-end gap-3">
      {steps.map(([name, count], index) => (
        <Fragment key={name}>
          {index > 0 && (
            <ArrowRight aria-hidden="true" size={14} className="mb-1.5 text-ink-soft" />
          )}
          <div>
            <dt className="text-xs text-ink-soft">{name}</dt>
            <dd className="text-lg font-semibold">{say.figure.count(count)}</dd>
          </div>
        </Fragment>
      ))}
    </dl>
  );
}

function QrDialog({ link, onClose }: { link: LinkView; onClose: () => void }) {
  return (
    <Dialog title={say.links.qrTitle(link.label)} onClose={onClose}>
      <img
        src={link.qrSvgUrl}
        alt={say.links.qrTitle(link.label)}
        width={264}
        height={264}
        className="mx-auto rounded-sm bg-[#ffffff] p-2"
      />
      <p className="mt-3 text-center font-mono text-sm break-all">{link.url}</p>
      <p className="text-center text-sm text-ink-soft">
        {say.links.code}: <span className="font-mono text-ink">{link.spokenCode}</span>
      </p>
      <div className="mt-5 flex flex-wrap justify-center gap-2">
        <a href={link.qrSvgUrl} download={`${link.slug}.svg`} className={buttonClass('plain')}>
          {say.links.svg}
        </a>
        <a href={link.qrPngUrl} download={`${link.slug}.png`} className={buttonClass('plain')}>
          {say.links.png}
        </a>
      </div>
    </Dialog>
  );
}

function refresh() {
  return queryClient.invalidateQueries(hub.links.pathFilter());
}
