import { describe, expect, it } from 'vitest';
import { judgeQuestion } from './judge-question.ts';

describe('a question', () => {
  it.each([
    'Does the M run small?',
    'Is it first class cotton, from Scunthorpe?',
    'Do you ship to Essex and Dickson?',
    'Was the €129.00 price there before, or 150?',
    'Ist das Scheibenwischer-Blau?',
    'Does it pass 100,000 rubs?',
    'What is the assembly like? It is a mass of parts.',
  ])('that is fine is not held: %s', (text) => {
    expect(judgeQuestion(text)).toBeNull();
  });

  it.each([
    ['What the fuck', 'words'],
    ['you are a sh1t seller', 'words'],
    ['FUUUUUCK off', 'words'],
    ['f u c k you', 'words'],
    ['f.u.c.k', 'words'],
    ['Fück this', 'words'],
    ['Was für ein Arschloch', 'words'],
    ['cheaper at www.spam.example', 'link'],
    ['see spam.shop for more', 'link'],
    ['write to me@home.example', 'link'],
    ['call +49 (0)30 123-456 78', 'number'],
  ])('that looks odd waits for a person: %s', (text, why) => {
    expect(judgeQuestion(text)).toBe(why);
  });
});
