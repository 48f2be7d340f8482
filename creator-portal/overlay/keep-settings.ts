import { hub, queryClient } from '../hub/client.ts';
import type { Settings } from './use-editor.ts';

/** Writes what is being saved into the list of overlays, before an answer that is older gets there. */
export function keepSettings({ overlayId, ...settings }: Settings & { overlayId: string }): void {
  void queryClient.cancelQueries(hub.live.overlays.queryFilter());
  queryClient.setQueryData(hub.live.overlays.queryKey(), (list) =>
    list?.map((overlay) => (overlay.id === overlayId ? { ...overlay, ...settings } : overlay)),
  );
}

/** Writes down which revision of an overlay there is since this window has saved it. */
export function keepRevision({ id, revision }: { id: string; revision: string }): void {
  queryClient.setQueryData(hub.live.overlays.queryKey(), (list) =>
    list?.map((overlay) => (overlay.id === id ? { ...overlay, revision } : overlay)),
  );
}
