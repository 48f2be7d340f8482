import type { Mail } from '../mail/mail.ts';

/** The code stands in the subject too, where a phone shows it without opening the mail. */
export function proofCodeMail(given: {
  email: string;
  code: string;
  brandName: string;
  dropTitle: string;
  url: string;
}): Mail {
  return {
    to: given.email,
    subject: `${given.code} is your code for ${given.brandName}`,
    text: `${given.code}

Type this code on the page of the drop to show that this address is yours:

${given.dropTitle}
${given.url}

It works once, for ten minutes. If you did not ask for it, ignore this mail: nobody gets anything
without the code.
`,
  };
}
