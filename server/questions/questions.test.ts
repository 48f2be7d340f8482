import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeDrop, type DropChange } from '../drops/change-drop.ts';
import { endDrop } from '../drops/end-drop.ts';
import { readDropState } from '../drops/read-drop-state.ts';
import { readPublicDrop } from '../drops/read-public-drop.ts';
import { createTestDatabase, testDatabases } from '../test/database.ts';
import { type TestHub, testHub } from '../test/hub.ts';
import { makeShop, type Shop } from '../test/shop.ts';
import { answering } from './answer-question.ts';
import { askQuestion } from './ask-question.ts';
import { forgetOldQuestions } from './forget-old-questions.ts';
import { hideQuestion } from './hide-question.ts';
import { listQuestions } from './list-questions.ts';
import { pinningQuestion, unpinningQuestion } from './pin-question.ts';
import { listOpenQuestions, readQuestions } from './read-questions.ts';

const DAY_MS = 86_400_000;

describe.each(testDatabases())('questions on %s', (engine) => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let hub: TestHub;
  let shop: Shop;

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    hub = testHub(database.db);
    shop = await makeShop(hub);
  });
  afterEach(() => database.close());

  const ask = (text: string, visitorId: string | null = 'bea') =>
    askQuestion(hub, { dropId: shop.drop.id, text, visitorId });
  const which = () => ({ brandId: shop.brand.id, dropId: shop.drop.id });
  const change = (made: DropChange) => changeDrop(hub, which(), made);
  async function pageOf(visitorId: string | null) {
    const dropId = shop.drop.id;
    const changed = (await readDropState(hub, dropId))?.question.changed ?? 0;
    return readQuestions(hub, { dropId, changed, visitorId });
  }

  it('are seen by nobody but whoever asked, until they are answered', async () => {
    const { id, state } = await ask('Does it run small?');
    expect(state).toBe('waiting');
    expect(await pageOf('bea')).toMatchObject({ answered: [], own: [{ id, state: 'waiting' }] });
    expect(await pageOf('carl')).toEqual({ answered: [], own: [] });
    expect((await readDropState(hub, shop.drop.id))?.question.changed).toBe(0);
    await change(answering(id, 'Take one size up.'));
    const answered = [{ id, answer: 'Take one size up.', isAnswered: true }];
    expect(await pageOf('carl')).toMatchObject({ answered, own: [] });
    expect(await pageOf('bea')).toMatchObject({ answered, own: [] });
  });

  it('change the version that screens compare, and the page is delivered with the same', async () => {
    const { id } = await ask('Does it run small?');
    const before = await readDropState(hub, shop.drop.id);
    await change(pinningQuestion(id));
    const after = await readDropState(hub, shop.drop.id);
    expect(after?.v).toBe((before?.v ?? 0) + 1);
    expect(after?.question).toEqual({
      pinned: { id, text: 'Does it run small?', answer: null },
      changed: after?.v,
    });
    const page = await readPublicDrop(hub, { id: shop.drop.id });
    expect(page?.question).toEqual(after?.question);
  });

  it('are on air one at a time', async () => {
    const [first, second] = [await ask('The first one?'), await ask('The second one?')];
    await change(pinningQuestion(first.id));
    await change(pinningQuestion(second.id));
    expect(await hub.db.question.count({ where: { pinnedAt: { not: null } } })).toBe(1);
    expect((await readDropState(hub, shop.drop.id))?.question.pinned?.id).toBe(second.id);
    await change(unpinningQuestion);
    expect((await readDropState(hub, shop.drop.id))?.question.pinned).toBeNull();
  });

  it('that look odd are held for a person, who can answer them all the same', async () => {
    const { id, state } = await ask('Cheaper at www.spam.example?');
    expect(state).toBe('held');
    expect(await listOpenQuestions(hub, shop.drop.id)).toMatchObject([{ id, heldWhy: 'link' }]);
    await change(answering(id, null));
    expect(await pageOf(null)).toMatchObject({ answered: [{ id, answer: null }] });
  });

  it('vanish from page and overlay when the brand hides them, and come back', async () => {
    const { id } = await ask('Does it run small?');
    await change(pinningQuestion(id));
    await change(answering(id, 'No.'));
    const hide = (isHidden: boolean) => hideQuestion(hub, { ...which(), questionId: id, isHidden });
    expect(await hide(true)).toMatchObject([{ id, isHidden: true, isPinned: false }]);
    expect(await pageOf(null)).toEqual({ answered: [], own: [] });
    const state = await readDropState(hub, shop.drop.id);
    expect(state?.question).toEqual({ pinned: null, changed: state?.v });
    await expect(change(pinningQuestion(id))).rejects.toMatchObject({ code: 'not_found' });
    await hide(false);
    expect(await pageOf(null)).toMatchObject({ answered: [{ id }] });
  });

  it('that were hidden look to whoever asked as if they waited', async () => {
    const { id } = await ask('Does it run small?');
    await hideQuestion(hub, { ...which(), questionId: id, isHidden: true });
    expect(await pageOf('bea')).toMatchObject({ own: [{ id, state: 'waiting' }] });
    expect(await listOpenQuestions(hub, shop.drop.id)).toEqual([]);
  });

  it('are asked three at a time by one visitor, with a cookie, until the drop ends', async () => {
    const { id } = await ask('The first one?');
    await ask('The second one?');
    await ask('The third one?');
    await expect(ask('The fourth one?')).rejects.toMatchObject({ code: 'question_limit' });
    await ask('Somebody else?', 'carl');
    await change(answering(id, 'Yes.'));
    await ask('The fourth one?');
    await expect(ask('Nobody?', null)).rejects.toMatchObject({ code: 'visitor_unknown' });
    await endDrop(hub, which());
    await expect(ask('Too late?', 'dora')).rejects.toMatchObject({ code: 'questions_closed' });
  });

  it('of another drop cannot be touched, and another brand sees none', async () => {
    const { id } = await ask('Does it run small?');
    const other = await makeShop(hub);
    const theirs = { brandId: other.brand.id, dropId: other.drop.id };
    for (const made of [answering(id, 'Mine'), pinningQuestion(id)]) {
      await expect(changeDrop(hub, theirs, made)).rejects.toMatchObject({ code: 'not_found' });
    }
    const hidden = hideQuestion(hub, { ...theirs, questionId: id, isHidden: true });
    await expect(hidden).rejects.toMatchObject({ code: 'not_found' });
    const stolen = listQuestions(hub, { brandId: other.brand.id, dropId: shop.drop.id });
    await expect(stolen).rejects.toMatchObject({ code: 'not_found' });
  });

  it('forget who asked 90 days after the drop, and whatever was never public', async () => {
    const [first, second] = [await ask('The first one?'), await ask('The second one?')];
    await ask('The third one?');
    await change(answering(first.id, 'Yes.'));
    await change(answering(second.id, 'No.'));
    await hideQuestion(hub, { ...which(), questionId: second.id, isHidden: true });
    const { endsAt } = await hub.db.drop.findUniqueOrThrow({ where: { id: shop.drop.id } });
    hub.clock.set(new Date(endsAt.getTime() + 90 * DAY_MS));
    await forgetOldQuestions(hub);
    expect(await hub.db.question.count()).toBe(3);
    hub.clock.set(new Date(endsAt.getTime() + 90 * DAY_MS + 1));
    await forgetOldQuestions(hub);
    const left = await hub.db.question.findMany();
    expect(left).toMatchObject([{ id: first.id, visitorId: null, answer: 'Yes.' }]);
  });
});
