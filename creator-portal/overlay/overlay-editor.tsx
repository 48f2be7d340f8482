import { useRef, useState } from 'react';
import type { OverlayView } from '../../server/protocol/live.ts';
import { LeaveGuard } from '../shell/leave-guard.tsx';
import { say } from '../strings.ts';
import { ProblemNotice } from '../ui/notice.tsx';
import { AddressPanel } from './address-panel.tsx';
import { EditorBar } from './editor-bar.tsx';
import { ElsewhereNotice } from './elsewhere-notice.tsx';
import { InstancesPanel } from './instances-panel.tsx';
import { ManagePanel } from './manage-panel.tsx';
import { MomentsPanel } from './moments-panel.tsx';
import { LookPanel, ShowPanel } from './options-panel.tsx';
import { OverlayCanvas } from './overlay-canvas.tsx';
import { PresetsPanel } from './presets-panel.tsx';
import type { Scene } from './sample-scene.tsx';
import { useAutosave } from './use-autosave.ts';
import { useEditor } from './use-editor.ts';

/** One overlay: how it looks, how it gets into OBS, and how it is doing there. */
export function OverlayEditor({
  overlay,
  address,
  onMade,
  onGone,
}: {
  overlay: OverlayView;
  /** Known only right after it was made. */
  address: string | null;
  onMade: (made: { overlayId: string; address: string }) => void;
  onGone: () => void;
}) {
  const editor = useEditor(overlay);
  const save = useAutosave(overlay, editor);
  const gone = () => {
    save.giveUp();
    onGone();
  };
  const canvasTop = useRef<HTMLDivElement>(null);
  const [scene, setScene] = useState<Scene>('game');
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0 space-y-5 lg:sticky lg:top-4">
        <div ref={canvasTop} className="scroll-mt-20">
          <LeaveGuard
            open={overlay.id}
            save={save}
            text={
              save.state === 'elsewhere' ? say.overlay.leaveElsewhere : say.overlay.leaveUnsaved
            }
            onStay={() => canvasTop.current?.scrollIntoView({ block: 'start' })}
          />
          {save.state === 'elsewhere' && (
            <ElsewhereNotice onTake={save.takeTheirs} onKeep={save.keepMine} />
          )}
          <EditorBar {...{ editor, save, scene }} onScene={setScene} />
          <OverlayCanvas overlayId={overlay.id} editor={editor} scene={scene} />
          <p className="mt-2 text-sm text-ink-soft">
            {overlay.drop === null
              ? say.overlay.showsNothing
              : `${say.overlay.shows}: ${overlay.drop.title}. ${say.overlay.previewNote}`}
          </p>
          {save.error && (
            <div className="mt-2">
              <ProblemNotice error={save.error} />
            </div>
          )}
        </div>
        <PresetsPanel editor={editor} />
        <MomentsPanel overlayId={overlay.id} />
        <InstancesPanel overlayId={overlay.id} instances={overlay.instances} />
      </div>
      <div className="space-y-5">
        <AddressPanel overlay={overlay} address={address} onMade={onMade} />
        <LookPanel editor={editor} />
        <ShowPanel editor={editor} />
        <ManagePanel overlayId={overlay.id} {...{ editor, onMade }} onGone={gone} />
      </div>
    </div>
  );
}
