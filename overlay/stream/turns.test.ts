import { expect, it } from 'vitest';
import { createTurns } from './turns.ts';

it('the newest of two questions wins, whichever is answered last', async () => {
  const turns = createTurns();
  const shown: string[] = [];
  const ask = async (answer: Promise<string>) => {
    const isNewest = turns.next();
    const text = await answer;
    if (isNewest()) shown.push(text);
  };
  let answerFirst = (_text: string) => {};
  const first = ask(new Promise((resolve) => (answerFirst = resolve)));
  await ask(Promise.resolve('second drop'));
  answerFirst('first drop');
  await first;
  expect(shown).toEqual(['second drop']);
});
