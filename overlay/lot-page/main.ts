import '../viewer-page/viewer-page.css';
import '../viewer-page/parts.css';
import './lot-page.css';
import { askHub } from '../viewer-page/hub-client.ts';
import { readPageData } from '../viewer-page/page-data.ts';
import { recallPlace } from '../viewer-page/place-memory.ts';
import { checkLot } from './check-lot.ts';

type Facts = {
  dropId: string;
  seed: string | null;
  seedHash: string;
  entriesHash: string | null;
};

const facts = readPageData<Facts>();
const list = element('entries');
if (list && facts.seed !== null && facts.entriesHash !== null) {
  const text = list.textContent ?? '';
  const entries = text === '' ? [] : text.split('\n');
  await check({ ...facts, seed: facts.seed, entriesHash: facts.entriesHash, entries });
  await showOwn(list, entries);
}

/** Computes all of it again and writes what it found beside each claim. */
async function check(lot: {
  seed: string;
  seedHash: string;
  entriesHash: string;
  entries: string[];
}): Promise<void> {
  const state = element('checks-state');
  if (state) state.textContent = 'Computing …';
  const found = await checkLot(lot);
  judge('check-seed', found.seedFits);
  judge('check-entries', found.entriesFit);
  const { firstWrongRank: wrong } = found;
  const more = wrong === null ? '' : ` (the first wrong one is number ${wrong})`;
  judge('check-order', found.orderFits, { more });
  const isFine = found.seedFits && found.entriesFit && found.orderFits;
  if (!state) return;
  state.className = isFine ? 'notice is-good' : 'notice is-bad';
  state.textContent = isFine
    ? 'Your browser computed all of it again, and everything fits.'
    : 'Something does not fit. Do not rely on this draw.';
}

/** Finds the reader's own entry: as this tab remembers it, else as the hub knows its visitor. */
async function showOwn(pre: HTMLElement, entries: string[]): Promise<void> {
  const known = recallPlace(facts.dropId);
  if (known?.seedHash) {
    const hasStayed = known.seedHash === facts.seedHash;
    judge('check-own', hasStayed, {
      claim: 'The hash is still the one that you saw when you entered',
    });
  }
  const lotId = known?.lotId ?? (await askForLotId());
  const line = element('own-entry');
  if (!lotId || !line) return;
  line.hidden = false;
  const index = entries.indexOf(lotId);
  if (index === -1) {
    line.textContent = `Your entry ${lotId} is not in the list: it was taken back, or came after the end.`;
    return;
  }
  line.textContent = `Your entry is number ${index + 1} of ${entries.length}: ${lotId}`;
  const mark = document.createElement('mark');
  mark.textContent = lotId;
  const before = entries.slice(0, index).map((entry) => `${entry}\n`);
  const after = entries.slice(index + 1).map((entry) => `\n${entry}`);
  pre.replaceChildren(before.join(''), mark, after.join(''));
  pre.scrollTop = Math.max(0, mark.offsetTop - pre.offsetTop - pre.clientHeight / 2);
}

async function askForLotId(): Promise<string | null> {
  const answer = await askHub('myPlace', { dropId: facts.dropId });
  return answer.ok && answer.value ? answer.value.place.lotId : null;
}

/** ✓ or ✗ before a claim, and in words for whoever hears the page. */
function judge(
  id: string,
  fits: boolean,
  { claim, more = '' }: { claim?: string; more?: string } = {},
) {
  const item = element(id);
  if (!item) return;
  if (claim !== undefined) item.textContent = claim;
  item.hidden = false;
  item.className = fits ? 'is-right' : 'is-wrong';
  item.append(`${more}: ${fits ? 'yes' : 'no'}`);
}

function element(id: string): HTMLElement | null {
  return document.getElementById(id);
}
