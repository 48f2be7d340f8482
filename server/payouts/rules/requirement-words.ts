/**
 * What the payment service still asks for, in words; it names fields, for instance
 * `individual.verification.document`. Several fields of one thing are one line.
 */
export function wordsOfRequirements(fields: readonly string[]): string[] {
  return [...new Set(fields.map(wordOf))];
}

function wordOf(field: string): string {
  const known = WORDS.find(([pattern]) => pattern.test(field));
  return known?.[1] ?? field.replaceAll(/[._]/g, ' ');
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/external_account/, 'A bank account'],
  [/tos_acceptance/, 'Agreement to the terms of the payment service'],
  [/verification\.(additional_)?document/, 'A picture of an identity document'],
  [/\bdob\b/, 'Date of birth'],
  [/address/, 'Address'],
  [/first_name|last_name/, 'Full name'],
  [/id_number|ssn/, 'Tax or identity number'],
  [/phone/, 'Phone number'],
  [/email/, 'E-mail address'],
  [/business_profile/, 'What you do'],
];
