import { z } from 'zod';

/** An id as `newId` makes it: 26 characters of lower-case Crockford base 32. */
export const id = z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/, 'is not an id');
