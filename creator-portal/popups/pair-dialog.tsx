import { useEffect, useState } from 'react';
import type { NewDevice } from '../../server/protocol/popups.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { Countdown } from '../ui/time.tsx';
import { useDevices } from './use-devices.ts';

/** The code of a new device, to be typed or scanned there, until it is paired or runs out. */
export function PairDialog({ made, onClose }: { made: NewDevice; onClose: () => void }) {
  const { code, codeUntil, pairUrl, pairQrSvg, device } = made;
  const devices = useDevices(2_000);
  const isOver = useIsPast(codeUntil);
  const isPaired = devices.data?.some(({ id, pairedAt }) => id === device.id && pairedAt !== null);
  return (
    <Dialog title={say.popups.codeTitle(device.name)} onClose={onClose}>
      <div className="space-y-4">
        {isPaired ? (
          <Notice tone="good">{say.popups.pairedNow}</Notice>
        ) : isOver ? (
          <Notice tone="bad">{say.popups.codeOver}</Notice>
        ) : (
          <>
            <p>{say.popups.codeLead}</p>
            <img
              src={`data:image/svg+xml,${encodeURIComponent(pairQrSvg)}`}
              alt={say.popups.qrAlt}
              width={200}
              height={200}
              className="mx-auto rounded-sm bg-[#ffffff] p-2"
            />
            <p className="text-center font-mono text-sm break-all text-ink-soft">
              {pairUrl.replace(/#.*$/, '')}
            </p>
            <div className="text-center">
              <p className="text-sm text-ink-soft">{say.popups.code}</p>
              <p className="font-mono text-2xl font-bold tracking-widest whitespace-nowrap">
                {code}
              </p>
              <p className="text-sm text-ink-soft">
                {say.popups.codeUntil} <Countdown to={codeUntil} />
              </p>
            </div>
            <div className="flex flex-wrap justify-center gap-2">
              <CopyButton text={code} label={say.popups.copyCode} />
              <CopyButton text={pairUrl} label={say.popups.copyLink} />
            </div>
          </>
        )}
        <DialogActions>
          <Button look="primary" onClick={onClose}>
            {say.popups.done}
          </Button>
        </DialogActions>
      </div>
    </Dialog>
  );
}

function useIsPast(at: number): boolean {
  const [isPast, setPast] = useState(() => Date.now() >= at);
  useEffect(() => {
    const timer = setTimeout(() => setPast(true), Math.max(0, at - Date.now()));
    return () => clearTimeout(timer);
  }, [at]);
  return isPast;
}
