/** @jsxImportSource preact */
import type { LineKind } from '../../server/protocol/lines.ts';
import { Moment } from '../viewer-page/moment.tsx';
import { ArticleChoice, CreatorChoice, QuantityChoice, WHO_SENT_YOU_ID } from './choice.tsx';
import { DeliveryChoice } from './delivery-choice.tsx';
import { HEADING_ID, type LinePanelProps } from './line-panel.tsx';
import { NoteField } from './note-field.tsx';
import { QUESTION_IDS, showQuestion } from './show-question.ts';
import type { OwnLine } from './use-line.ts';

type Props = Omit<LinePanelProps, 'step' | 'line'> & {
  line: LineKind;
  own: OwnLine;
  email: string;
  onEmail: (email: string) => void;
};

const HEADINGS = {
  waiting: 'Sold out: wait for one',
  queue: 'Join the line',
  draw: 'Enter the draw',
} as const satisfies Record<LineKind, string>;

const ACTIONS = {
  waiting: 'Put me on the waiting list',
  queue: 'Join the line',
  draw: 'Enter the draw',
} as const satisfies Record<LineKind, string>;

/** What is asked of whoever joins a line: as little as for a claim, and no money. */
export function LineForm(props: Props) {
  const { line, own, data, drop, choice, wish, email, onEmail } = props;
  const { view } = data;
  // Whoever waits chooses among what is gone.
  const items = drop.items.map((item) => ({
    ...item,
    stock: { ...item.stock, available: Math.max(1, item.stock.available) },
  }));
  const needsCreator = choice.isCreatorOpen && choice.creator === null;
  const { missing } = choice.delivery;
  const open = needsCreator ? WHO_SENT_YOU_ID : missing && QUESTION_IDS[missing];
  const action = () => {
    if (own.isJoining) return 'One moment …';
    if (needsCreator) return 'Choose who sent you';
    if (missing === 'place') return 'Choose where you collect it';
    if (missing === 'note') return `Fill in: ${view.noteLabel}`;
    return ACTIONS[line];
  };
  return (
    <form
      // What is missing is said on the button, which leads to it.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (open) showQuestion(open);
        else if (wish && event.currentTarget.reportValidity())
          own.join({ kind: line, wish, email: email.trim() });
      }}
    >
      <h2 id={HEADING_ID}>{HEADINGS[line]}</h2>
      <p>
        <Explanation {...props} />
      </p>
      {items.length > 1 && (
        <ArticleChoice
          items={items}
          isStockKnown={false}
          now={drop.drawnAt}
          currency={view.currency}
          chosen={choice.item?.skuId ?? ''}
          onChoose={choice.chooseArticle}
        />
      )}
      {choice.most > 1 && (
        <QuantityChoice
          quantity={choice.quantity}
          most={choice.most}
          onChoose={choice.chooseQuantity}
        />
      )}
      <DeliveryChoice delivery={choice.delivery} currency={view.currency} />
      {view.noteLabel !== null && (
        <NoteField
          label={view.noteLabel}
          note={choice.delivery.note}
          onWrite={choice.delivery.writeNote}
        />
      )}
      {choice.isCreatorOpen && (
        <CreatorChoice
          creators={view.creators}
          chosen={choice.creator?.handle ?? null}
          onChoose={choice.chooseCreator}
        />
      )}
      {line !== 'queue' && (
        <div class="line-email">
          <label for="line-email">
            Your e-mail address, if you want a mail when it is your turn
          </label>
          <input
            id="line-email"
            type="email"
            autocomplete="email"
            maxLength={254}
            value={email}
            onInput={(event) => onEmail(event.currentTarget.value)}
          />
          <span class="soft fine">Used for this alone. The creator never sees it.</span>
        </div>
      )}
      <div class="action-bar needs-script">
        <button
          type="submit"
          class="button is-primary"
          disabled={own.isJoining || wish === null}
          aria-busy={own.isJoining}
        >
          {action()}
        </button>
      </div>
      <p class="soft fine needs-no-script">To take part, turn on JavaScript for this page.</p>
    </form>
  );
}

function Explanation({ line, data: { view }, drop }: Props) {
  const at = (moment: number) => <Moment at={moment} now={drop.drawnAt} isLocal={drop.isAlive} />;
  const isScheduled = drop.drawnAt < drop.facts.startsAt;
  switch (line) {
    case 'waiting':
      return (
        <>
          Units of holds that lapse are offered to whoever waits, first come first served. Nothing
          is charged before you pay.
        </>
      );
    case 'queue':
      return isScheduled ? (
        <>
          All places are shuffled at {at(drop.facts.startsAt)}: joining now or a second before it is
          the same.
        </>
      ) : (
        <>The drop has started: you come after everybody who joined before.</>
      );
    case 'draw':
      return (
        <>
          {view.entriesCloseAt !== null && <>Enter until {at(view.entriesCloseAt)}. </>}
          Then lots are drawn that <a href={`/d/${view.slug}/lot`}>anyone can check</a>. Entering
          costs nothing, and one entry is as good as any other.
        </>
      );
  }
}
