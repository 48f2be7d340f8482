/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import type { DropAudienceView } from '../../server/protocol/drops.ts';
import { Notice } from '../viewer-page/notice.tsx';
import { momentText } from '../viewer-page/page-text.ts';
import { Ask } from './ask.tsx';
import { openAudiences } from './own-audience.ts';
import type { DropNow } from './use-live-drop.ts';
import type { Rights } from './use-rights.ts';

type Shown = {
  rights: Rights;
  audiences: readonly DropAudienceView[];
  drop: Pick<DropNow, 'facts' | 'drawnAt'>;
};

/** "Member? Prove your address": six mailed digits, and then what they opened. */
export function ProveAddress(shown: Shown) {
  const { rights, audiences } = shown;
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (rights.proven) return <Opened {...shown} email={rights.proven.email} />;
  return (
    <details class="right">
      <summary>
        {audiences.length > 0
          ? 'Member? Prove your address'
          : 'Bought here before? Prove your address'}
      </summary>
      {sentTo === null ? (
        <Ask
          key="address"
          id="address"
          label="Your e-mail address"
          hint="We mail you six digits. The creator never sees your address."
          action="Send me a code"
          value={email}
          onWrite={setEmail}
          onSend={async () => {
            const problem = await rights.sendCode(email);
            if (!problem) setSentTo(email.trim());
            return problem;
          }}
          input={{ type: 'email', autocomplete: 'email', maxLength: 254 }}
        />
      ) : (
        <>
          <p>
            If <strong>{sentTo}</strong> can be reached, a code is on its way. It works for ten
            minutes.
          </p>
          <Ask
            key="digits"
            id="digits"
            label="The six digits from the mail"
            action="Prove it"
            value={code}
            onWrite={setCode}
            onSend={() => rights.prove({ email: sentTo, code })}
            input={{ inputMode: 'numeric', autocomplete: 'one-time-code', maxLength: 12 }}
            takesFocus
          />
          <button
            type="button"
            class="text-button"
            onClick={() => {
              setCode('');
              setSentTo(null);
            }}
          >
            Another address, or a new code
          </button>
        </>
      )}
    </details>
  );
}

/** What the proven address opened, in a sentence. */
function Opened({ rights, audiences, drop, email }: Shown & { email: string }) {
  const now = drop.drawnAt;
  const mine = audiences.filter(({ audience }) => rights.proven?.audiences.includes(audience));
  const open = openAudiences(mine, rights.audiences, drop);
  const later = mine.find(({ opensAt }) => opensAt !== null && opensAt > now);
  const sentence = () => {
    if (open[0]) return `You are in ${open[0].name}: you can claim now.`;
    if (later?.opensAt) {
      const at = momentText(later.opensAt, { now, isLocal: true });
      return `You are in ${later.name}: it opens for you at ${at}.`;
    }
    if (mine[0]) return `You are in ${mine[0].name}.`;
    return audiences.length > 0 ? 'It is in no audience of this drop.' : 'It is proven.';
  };
  return (
    <Notice tone={mine.length > 0 || audiences.length === 0 ? 'good' : 'warn'}>
      <strong>{email}</strong>: {sentence()}{' '}
      <button type="button" class="text-button" onClick={rights.forgetAddress}>
        Forget it here
      </button>
    </Notice>
  );
}
