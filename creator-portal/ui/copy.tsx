import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { say } from '../strings.ts';
import { Button, type ButtonLook } from './button.tsx';

/** Copies a text and says so in place. `label` names what is copied. */
export function CopyButton(copy: {
  text: string;
  label: string;
  look?: ButtonLook;
  short?: boolean;
}) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'refused'>('idle');
  const words = {
    idle: copy.short ? say.act.copy : copy.label,
    copied: say.act.copied,
    refused: say.act.copyRefused,
  };
  return (
    <Button
      look={copy.look ?? 'plain'}
      small
      aria-label={outcome === 'idle' ? copy.label : words[outcome]}
      icon={
        outcome === 'copied' ? (
          <Check aria-hidden="true" size={15} />
        ) : (
          <Copy aria-hidden="true" size={15} />
        )
      }
      onClick={() => {
        navigator.clipboard.writeText(copy.text).then(
          () => setOutcome('copied'),
          () => setOutcome('refused'),
        );
        setTimeout(() => setOutcome('idle'), 2000);
      }}
    >
      <span aria-live="polite">{words[outcome]}</span>
    </Button>
  );
}
