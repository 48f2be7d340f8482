import { useMutation } from '@tanstack/react-query';
import { Copy, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { hub, queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';
import { toast } from '../ui/toast.tsx';
import type { Editor } from './use-editor.ts';

/** Name, copy and end of an overlay. `onMade` is told the address of the copy, which is known once. */
export function ManagePanel({
  overlayId,
  editor,
  onMade,
  onGone,
}: {
  overlayId: string;
  editor: Editor;
  onMade: (made: { overlayId: string; address: string }) => void;
  onGone: () => void;
}) {
  const [isAsking, setAsking] = useState(false);
  const { name } = editor.settings;
  const refresh = () => queryClient.invalidateQueries(hub.live.overlays.queryFilter());
  const duplicate = useMutation(
    hub.live.duplicateOverlay.mutationOptions({
      onSuccess: async (made) => {
        await refresh();
        onMade(made);
      },
    }),
  );
  const remove = useMutation(
    hub.live.deleteOverlay.mutationOptions({
      onSuccess: async () => {
        onGone();
        await refresh();
        toast(say.overlay.removed);
      },
    }),
  );
  return (
    <Panel className="space-y-3">
      <TextField
        label={say.overlay.name}
        value={name}
        maxLength={60}
        error={name.trim() === '' ? say.overlay.saveState.nameless : null}
        onChange={(event) => editor.set({ name: event.target.value }, 'name')}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          small
          icon={<Copy aria-hidden="true" size={15} />}
          busy={duplicate.isPending}
          onClick={() => duplicate.mutate({ overlayId, name: say.overlay.copyName(name.trim()) })}
        >
          {say.overlay.duplicate}
        </Button>
        <Button
          small
          look="danger"
          icon={<Trash2 aria-hidden="true" size={15} />}
          onClick={() => setAsking(true)}
        >
          {say.overlay.remove}
        </Button>
      </div>
      <ProblemNotice error={duplicate.error} />
      {isAsking && (
        <ConfirmDialog
          title={say.overlay.removeTitle(name)}
          actionLabel={say.overlay.remove}
          danger
          onConfirm={() => remove.mutateAsync({ overlayId })}
          onClose={() => setAsking(false)}
        >
          <p>{say.overlay.removeText}</p>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
