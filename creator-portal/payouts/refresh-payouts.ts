import { hub, queryClient } from '../hub/client.ts';
import { toast } from '../ui/toast.tsx';

/** After a step with money: everything that shows it is read anew, and the step is confirmed. */
export async function refreshPayouts(done: string) {
  await queryClient.invalidateQueries(hub.payouts.pathFilter());
  await queryClient.invalidateQueries(hub.reports.pathFilter());
  toast(done);
}
