export type SourceFault = { path: string; line: number; fact: string; advice: string };

/** What one line of source must not say, where, and what to do instead. */
type SourceRule = { fact: string; advice: string; where: RegExp; except?: RegExp; line: RegExp };

const RULES: SourceRule[] = [
  {
    fact: 'rules know no clock, no chance, no fresh id and no waiting',
    advice: 'Take it as an argument: the verb is told the time and hands it on.',
    where: /^server\/[^/]+\/rules\/.+\.ts$/,
    except: /\.test\.ts$/,
    line: /\bawait\b|\basync\b|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandom(UUID|Bytes|Int)\b|\bnewId\(/,
  },
  {
    fact: 'only stores speak to tables',
    advice: 'Move the query into <noun>.store.ts under a name that says what it finds.',
    where: /^server\/[^/]+\/.+\.ts$/,
    except: /\.store\.ts$|\.test[.-][^/]*$|^server\/(platform|test|stripe-test-server)\//,
    line: /\b(db|tx|reader)\.(\w+\.(find|create|update|delete|upsert|count|aggregate|groupBy)\w*\(|\$(query|execute)Raw)/,
  },
  {
    fact: 'types are checked everywhere',
    advice: 'Give the value its type, or parse the unknown with zod at the edge.',
    where: /\.tsx?$/,
    except: /^scripts\/check\/source-rules\.test\.ts$/,
    line: /@ts-(ignore|nocheck)|@ts-expect-error\s*$|(\bas|[:<,|])\s*any\b(?=\s*[;,)>=|[\]}]|$)/,
  },
  {
    fact: 'every test runs',
    advice: 'Run it or delete it; where a machine lacks something use `skipIf` with the reason.',
    where: /\.test\.tsx?$/,
    line: /\b(it|test|describe)\.(only|skip|todo|fails)\b/,
  },
  {
    fact: 'a test title is a fact in the present tense',
    advice: 'Say what is so: "returns the units when a hold lapses".',
    where: /\.test\.tsx?$/,
    line: /\b(it|test|describe)(\.\w+(\(.*\))?)?\(\s*['"`].*\bshould\b/,
  },
];

const LONGEST_FILE_LINES = 300;

/** Reads one file's text against the house rules that a regular expression can see. */
export function sourceFaults(path: string, text: string): SourceFault[] {
  const lines = text.split('\n');
  const faults = RULES.filter(
    ({ where, except }) => where.test(path) && !except?.test(path),
  ).flatMap(({ fact, advice, line }) =>
    lines.flatMap((content, at) =>
      line.test(withoutComment(content)) ? [{ path, line: at + 1, fact, advice }] : [],
    ),
  );
  return isTooLong(lines) ? [...faults, { path, line: LONGEST_FILE_LINES + 1, ...LENGTH }] : faults;
}

const LENGTH = {
  fact: `no file is longer than ${LONGEST_FILE_LINES} lines`,
  advice: 'Split it, or say why not in its first lines: `// long: <reason>`.',
};

function isTooLong(lines: string[]) {
  const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  const hasReason = lines.slice(0, 5).some((line) => /^\W*long: \S/.test(line));
  return count > LONGEST_FILE_LINES && !hasReason;
}

/** Prose may say "any" and "await"; what tells the compiler to look away is a comment, and stays. */
function withoutComment(line: string) {
  if (line.includes('@ts-')) return line;
  return line.replace(/^\s*(\*|\/\*|\/\/).*$/, '').replace(/\s\/\/ .*$/, '');
}
