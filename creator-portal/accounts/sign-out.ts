import { beforeSignOut, queryClient } from '../hub/client.ts';
import { postJson } from '../hub/post-json.ts';

/** Ends the session and forgets all that was shown in it, by loading the sign-in page afresh. */
export async function signOut() {
  for (const mayLeave of [...beforeSignOut]) if (!(await mayLeave())) return;
  await postJson('/api/auth/sign-out', {}).catch(() => null);
  queryClient.clear();
  window.location.assign('/app/sign-in');
}
