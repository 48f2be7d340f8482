import type { HeldWhy } from '../../protocol/questions.ts';

/**
 * Why a question waits until a person has looked at it; null: nothing odd. It only ever holds back:
 * whoever answers sees the words as they were written, so a wrong guess costs one press.
 */
export function judgeQuestion(text: string): HeldWhy | null {
  if (LINK.test(text)) return 'link';
  if (LONG_NUMBER.test(text.replace(/[\s().+/-]/gu, ''))) return 'number';
  return isRough(text) ? 'words' : null;
}

const LINK =
  /https?:|www\.|\S@\S+\.\S|\b[\w-]{2,}\.(?:com|net|org|io|gg|tv|me|ly|xyz|shop|de|uk)\b/iu;
/** Phone numbers, accounts and cards; a price or a size has fewer digits. */
const LONG_NUMBER = /\d{7,}/u;

function isRough(text: string): boolean {
  const plain = plainLetters(text);
  const words = plain.split(/[^a-z]+/u);
  // Letters that stand apart: "f u c k".
  const spelled = plain.replace(/\b([a-z])[^a-z]+(?=[a-z]\b)/gu, '$1').split(/[^a-z]+/u);
  return [...words, ...spelled].some((word) => ROUGH.test(word));
}

/** Without accents, with the letters that figures and signs stand for, no letter more than twice. */
function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[013457@$!]/gu, (sign) => LOOKS_LIKE[sign] ?? sign)
    .replace(/([a-z])\1{2,}/gu, '$1');
}

const LOOKS_LIKE: Record<string, string> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' },
  ...{ '@': 'a', $: 's', '!': 'i' },
};

/** Whole words, with their usual endings: "class" and "Scunthorpe" are none of them. */
const ROUGH = new RegExp(
  `^(?:${[
    ...['(?:mother)?fuck(?:s|ed|er|ers|ing|in)?', 'shit(?:s|ty|ter|head)?', 'bull?shit'],
    ...[
      'bitch(?:es|y)?',
      'cunts?',
      'ass?holes?',
      'dick(?:s|head)?',
      'cocks?',
      'pussy',
      'puss(?:y|ies)',
    ],
    ...[
      'whores?',
      'sluts?',
      'bastards?',
      'wank(?:er|ers|ing)?',
      'twats?',
      'rap(?:e|ed|ist)',
      'porno?',
    ],
    ...[
      'nigg(?:a|as|er|ers)',
      'fag(?:s|got|gots)?',
      'retard(?:s|ed)?',
      'kys',
      'nudes?',
      'boobs?',
      'tits',
    ],
    ...[
      'fick(?:en|t|er)?',
      'scheisse?',
      'scheiss\\w*',
      'arschl\\w+',
      'fotzen?',
      'hure(?:n|nsohn)?',
      'wichser',
    ],
    ...['schlampen?', 'nutten?', 'missgeburt', 'spast(?:i|is)?'],
  ].join('|')})$`,
  'u',
);
