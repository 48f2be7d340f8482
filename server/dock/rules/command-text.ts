import type { DockAct } from '../../protocol/dock.ts';

/** What a command was about, for the log that the brand reads; empty where its name says it all. */
export function commandText(
  act: DockAct,
  nameOf: { sku: (skuId: string) => string; question: (id: string) => string },
): string {
  switch (act.act) {
    case 'pause':
      return act.reason;
    case 'release':
      return `+${act.units} ${nameOf.sku(act.skuId)}`.trim();
    case 'extend':
      return `+${act.minutes} min`;
    case 'pin':
      return nameOf.sku(act.skuId);
    case 'answer':
      return `${nameOf.question(act.questionId)} – ${act.text ?? 'on air'}`;
    case 'hide':
    case 'pin_question':
      return nameOf.question(act.questionId);
    default:
      return '';
  }
}
