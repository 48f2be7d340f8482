/** One mail to one person, in plain text. */
export type Mail = { to: string; subject: string; text: string };
