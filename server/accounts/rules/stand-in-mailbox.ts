/** How the addresses of stand-ins end; nobody real can have one. */
export const STAND_IN_MAILBOX = '@rehearsal.invalid';
