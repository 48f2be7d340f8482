// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { Dialog } from './dialog.tsx';

afterEach(() => vi.unstubAllGlobals());

it('stays open when a dialog inside it is closed', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  const closed: string[] = [];
  await act(async () =>
    root.render(
      <Dialog title="Contract" onClose={() => closed.push('contract')}>
        <Dialog title="Proposal" onClose={() => closed.push('proposal')}>
          <p>Terms</p>
        </Dialog>
      </Dialog>,
    ),
  );
  const [contract, proposal] = place.querySelectorAll('dialog');
  await act(async () => proposal?.close());
  expect(closed).toEqual(['proposal']);
  await act(async () => contract?.close());
  expect(closed).toEqual(['proposal', 'contract']);
  await act(async () => root.unmount());
  place.remove();
});
