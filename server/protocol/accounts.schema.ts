import { z } from 'zod';
import { BRAND_ROLES } from './accounts.ts';
import { MAX_SHARE_BPS } from './contracts.ts';
import { email } from './email.schema.ts';
import { id } from './id.schema.ts';
import { BRAND_CURRENCIES } from './money.ts';

const personName = z.string().trim().min(1, 'Tell us your name.').max(80);
const brandName = z.string().trim().min(2, 'Use at least two letters.').max(80);
const role = z.enum(BRAND_ROLES);

const timeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'is not a time zone, for instance Europe/Berlin');

const handle = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^@/, ''))
  .pipe(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9_.-]{1,28}[a-z0-9]$/, 'Use 3–30 letters, digits, dots and hyphens.'),
  );

/** An origin that may embed the widget: https, or http on this machine. */
const origin = z
  .string()
  .trim()
  .max(200)
  .refine(isEmbeddingOrigin, 'is not an origin, for instance https://shop.example')
  .transform((text) => new URL(text).origin);

// what the sign-in routes take
export const signUpSchema = z.strictObject({
  name: personName,
  email,
  password: z.string().min(8, 'Use at least 8 characters.').max(128),
});
export const signInSchema = z.strictObject({ email, password: z.string().min(1).max(128) });
export const requestSignInLinkSchema = z.strictObject({ email });
export const enterByLinkSchema = z.strictObject({ token: z.string().min(16).max(2_000) });
export const emptyBodySchema = z.strictObject({});

// what the procedures take
export const createBrandSchema = z.strictObject({
  name: brandName,
  currency: z.enum(BRAND_CURRENCIES),
  timeZone,
});
export const updateBrandSchema = z.strictObject({
  brandId: id,
  name: brandName.optional(),
  timeZone: timeZone.optional(),
  rateFloorBps: z
    .int()
    .min(0)
    .max(MAX_SHARE_BPS, `A floor is at most ${MAX_SHARE_BPS / 100} %.`)
    .optional(),
  widgetOrigins: z.array(origin).max(20).optional(),
});
export const becomeCreatorSchema = z.strictObject({ handle, displayName: personName, timeZone });
export const ofBrandSchema = z.strictObject({ brandId: id });
export const inviteMemberSchema = z.strictObject({ brandId: id, email, role });
export const revokeInvitationSchema = z.strictObject({ brandId: id, invitationId: id });
export const acceptInvitationSchema = z.strictObject({ invitationId: id });
export const removeMemberSchema = z.strictObject({ brandId: id, memberId: id });

function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function isEmbeddingOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username } = new URL(text);
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isHere);
  return isSafe && pathname === '/' && !search && !hash && !username;
}
