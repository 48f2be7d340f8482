/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { Notice } from '../viewer-page/notice.tsx';
import { Ask } from './ask.tsx';
import type { Rights } from './use-rights.ts';

/** "Have a code?": a printed or spoken one, checked at once and used with the claim. */
export function EnterCode({ rights }: { rights: Rights }) {
  const [text, setText] = useState('');
  const { code } = rights;
  if (code) {
    return (
      <Notice tone="good">
        Code <strong>{code.text}</strong> accepted: you claim through {code.creator.displayName}.{' '}
        <button type="button" class="text-button" onClick={rights.removeCode}>
          Remove it
        </button>
      </Notice>
    );
  }
  return (
    <details class="right">
      <summary>Have a code?</summary>
      <Ask
        id="code"
        label="Code, printed or heard"
        hint="Case, spaces and dashes do not matter."
        action="Use this code"
        value={text}
        onWrite={setText}
        onSend={() => rights.enterCode(text)}
        input={{ autocomplete: 'off', autocapitalize: 'characters', maxLength: 40 }}
      />
    </details>
  );
}
