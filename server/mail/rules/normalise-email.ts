const GMAIL_DOMAINS = new Set(['gmail.com', 'googlemail.com']);

/**
 * The form in which two addresses are the same person: trimmed, lower-case, NFC, without `+tag`, and
 * for Gmail without dots and under one domain. A key for comparing only: mail goes to the address as
 * it was typed. Doing it twice changes nothing; a text without `@` is only trimmed and lower-cased.
 */
export function normaliseEmail(email: string): string {
  const plain = email.trim().normalize('NFC').toLowerCase().normalize('NFC');
  const at = plain.lastIndexOf('@');
  if (at < 0) return plain;
  const domain = plain.slice(at + 1);
  const isGmail = GMAIL_DOMAINS.has(domain);
  const local = withoutTag(plain.slice(0, at));
  return isGmail ? `${withoutDots(local)}@gmail.com` : `${local}@${domain}`;
}

/** A tag never leaves an empty name behind: `+news@shop.test` stays what it is. */
function withoutTag(local: string): string {
  const plus = local.indexOf('+');
  return plus > 0 ? local.slice(0, plus) : local;
}

function withoutDots(local: string): string {
  return local.replaceAll('.', '') || local;
}
