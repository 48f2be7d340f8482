import { readHub } from './accounts/read-hub.ts';
import type { Hub } from './platform/hub.ts';

/** One line for the person at the terminal; the log is for machines. */
export function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a newcomer needs to go on: where it is, and how to get in. */
export async function tellReady(
  hub: Hub,
  { startedAt, testPaymentsUrl }: { startedAt: number; testPaymentsUrl: string | null },
): Promise<void> {
  const { demoSignIns, outboxIsLocal } = await readHub(hub);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  tell('');
  tell(`Dropcast is serving (ready in ${seconds} s)`);
  tell(`  Portal        ${hub.publicUrl}/app/`);
  if (outboxIsLocal) tell(`  Mail outbox   ${hub.publicUrl}/dev/outbox (no SMTP_URL is set)`);
  if (testPaymentsUrl)
    tell(`  Payments      built-in test server at ${testPaymentsUrl}: no real money`);
  if (demoSignIns.length > 0) {
    tell('  Demo sign-ins');
    for (const { label, email, password } of demoSignIns) {
      tell(`    ${label.padEnd(28)} ${email.padEnd(32)} ${password}`);
    }
    tell('  Remove the demo with: npm start -- --remove-demo');
  }
  tell('');
}
