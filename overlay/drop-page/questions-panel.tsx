/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import {
  LONGEST_QUESTION,
  type OwnQuestion,
  type PublicQuestion,
} from '../../server/protocol/questions.ts';
import { Notice } from '../viewer-page/notice.tsx';
import type { Questions } from './use-questions.ts';

/** What viewers asked and what was answered; nobody is named. */
export function QuestionsPanel({ questions }: { questions: Questions }) {
  const { answered, own, onAir, isOpen } = questions;
  const isEmpty = answered.length === 0 && own.length === 0 && onAir === null;
  if (isEmpty && !isOpen) return null;
  const others = answered.filter(({ id }) => id !== onAir?.id);
  return (
    <section class="questions" aria-labelledby="questions-heading">
      <h2 id="questions-heading">Questions</h2>
      <div aria-live="polite">
        {onAir && (
          <article class="question is-on-air">
            <p class="fine">On air now · a viewer asks</p>
            <p class="question-text">{onAir.text}</p>
            {onAir.answer !== null && <p>{onAir.answer}</p>}
          </article>
        )}
      </div>
      {isOpen && <AskForm questions={questions} />}
      {own.length > 0 && (
        <ul class="question-list" aria-label="Your questions">
          {own
            .filter(({ id }) => id !== onAir?.id)
            .map((question) => (
              <Own key={question.id} question={question} />
            ))}
        </ul>
      )}
      {others.length > 0 && (
        <ul class="question-list" aria-label="Answered">
          {others.map((question) => (
            <Answered key={question.id} question={question} />
          ))}
        </ul>
      )}
    </section>
  );
}

function AskForm({ questions: { isAsking, problem, ask } }: { questions: Questions }) {
  const [text, setText] = useState('');
  const [isTaken, setTaken] = useState(false);
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setTaken(false);
    if (!(await ask(text))) return;
    setText('');
    setTaken(true);
  }
  return (
    <form class="ask needs-script" onSubmit={(event) => void submit(event)}>
      <label for="question">Ask the creator</label>
      <div class="ask-row">
        <input
          id="question"
          type="text"
          value={text}
          required
          minLength={3}
          maxLength={LONGEST_QUESTION}
          autocomplete="off"
          aria-describedby="question-hint"
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button is-quiet" disabled={isAsking} aria-busy={isAsking}>
          Ask
        </button>
      </div>
      <p id="question-hint" class="soft fine">
        No name is asked or shown. It may be read out on the stream.
        {text.length > LONGEST_QUESTION - 80 && ` ${text.length} of ${LONGEST_QUESTION}.`}
      </p>
      {problem && <Notice tone="bad">{problem.message}</Notice>}
      {isTaken && problem === null && <Notice tone="good">Asked. The answer appears here.</Notice>}
    </form>
  );
}

const STATES = {
  waiting: 'Waits for an answer. Only you see it.',
  held: 'A person looks at it first. Only you see it.',
  answered: 'Answered',
} as const satisfies Record<OwnQuestion['state'], string>;

function Own({ question: { text, state } }: { question: OwnQuestion }) {
  return (
    <li class="question">
      <p class="question-text">{text}</p>
      <p class="soft fine">{STATES[state]}</p>
    </li>
  );
}

function Answered({ question: { text, answer } }: { question: PublicQuestion }) {
  return (
    <li class="question">
      <p class="question-text">{text}</p>
      <p class={answer === null ? 'soft fine' : undefined}>{answer ?? 'Answered on air.'}</p>
    </li>
  );
}
