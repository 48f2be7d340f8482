/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { type DockQuestion, HELD_WHY, LONGEST_ANSWER } from '../../server/protocol/questions.ts';
import type { ViewProps } from './dock-page.tsx';

/** What viewers ask, oldest first; what looks odd waits at the end until somebody has looked at it. */
export function QuestionsView(props: ViewProps) {
  const { questions } = props.drop;
  const held = questions.filter(({ heldWhy, isPinned }) => heldWhy !== null && !isPinned);
  const plain = questions.filter((question) => !held.includes(question));
  if (questions.length === 0) {
    return <p class="soft">No open question. Viewers ask on the drop page.</p>;
  }
  return (
    <div class="stack">
      <ul class="list">
        {plain.map((question) => (
          <Question key={question.id} question={question} {...props} />
        ))}
      </ul>
      {held.length > 0 && (
        <details>
          <summary>Held back ({held.length})</summary>
          <ul class="list">
            {held.map((question) => (
              <Question key={question.id} question={question} {...props} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Question({ question, stand, acts, isReady }: ViewProps & { question: DockQuestion }) {
  const { id: questionId, text, isPinned, isAnswered, answer, heldWhy } = question;
  const [written, setWritten] = useState('');
  const [isWriting, setWriting] = useState(false);
  const press = (label: string, give: () => void, act: string) => (
    <button
      type="button"
      class="button is-plain is-small"
      disabled={!isReady}
      aria-busy={stand.pending === act}
      onClick={give}
    >
      {label}
    </button>
  );
  const send = async (event: Event) => {
    event.preventDefault();
    const said = { act: 'answer', questionId, text: written.trim() } as const;
    if ((await acts.give(said, 'Answered on the page.')) === 'ok') setWriting(false);
  };
  return (
    <li class={`box${isPinned ? ' is-chosen' : ''}`}>
      <p class="question">{text}</p>
      {heldWhy !== null && <p class="fine is-warn-text">{HELD_WHY[heldWhy]}</p>}
      {isAnswered && <p class="soft fine">{answer ?? 'Answered on air'}</p>}
      <div class="row">
        {isPinned
          ? press(
              'Unpin',
              () => void acts.give({ act: 'unpin_question' }, 'Off air.'),
              'unpin_question',
            )
          : press(
              'Pin',
              () => void acts.give({ act: 'pin_question', questionId }, 'The question is on air.'),
              'pin_question',
            )}
        {!isAnswered &&
          press(
            'On air',
            () => void acts.give({ act: 'answer', questionId, text: null }, 'Marked as answered.'),
            'answer',
          )}
        {!isAnswered && !isWriting && (
          <button
            type="button"
            class="button is-plain is-small"
            disabled={!isReady}
            onClick={() => setWriting(true)}
          >
            Write
          </button>
        )}
        {press('Hide', () => void acts.give({ act: 'hide', questionId }, 'Hidden.'), 'hide')}
      </div>
      {isWriting && !isAnswered && (
        <form class="stack" onSubmit={(event) => void send(event)}>
          <label class="field">
            <span>Answer, for everybody</span>
            <textarea
              rows={2}
              maxLength={LONGEST_ANSWER}
              value={written}
              onInput={(event) => setWritten(event.currentTarget.value)}
            />
          </label>
          <button
            type="submit"
            class="button is-plain"
            disabled={!isReady || written.trim() === ''}
            aria-busy={stand.pending === 'answer'}
          >
            Answer
          </button>
        </form>
      )}
    </li>
  );
}
