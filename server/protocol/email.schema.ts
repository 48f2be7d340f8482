import { z } from 'zod';

/** An e-mail address as the hub keeps it: trimmed and in lower case. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
