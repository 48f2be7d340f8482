import { invariant } from '../platform/invariant.ts';
import type { SignedInUser } from '../platform/trpc.ts';
import type { Auth } from './auth.ts';

/**
 * Makes a person who can sign in with a password and whose address counts as confirmed, without a
 * mail and without a session. For demo data and for tests; people sign up through accounts.routes.ts.
 * When there is such a person already, they are returned as they are.
 */
export async function registerPerson(
  auth: Auth,
  { name, email, password }: { name: string; email: string; password: string },
): Promise<SignedInUser> {
  const { internalAdapter, password: hasher } = await auth.$context;
  const known = await internalAdapter.findUserByEmail(email);
  if (known) return personOf(known.user);
  const hash = await hasher.hash(password);
  const user = await internalAdapter.createUser(
    { name, email, emailVerified: true },
    { method: 'email-password' },
  );
  invariant(user, 'the auth library made no user');
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: hash,
  });
  return personOf(user);
}

function personOf({ id, name, email, emailVerified }: SignedInUser): SignedInUser {
  return { id, name, email, emailVerified };
}
