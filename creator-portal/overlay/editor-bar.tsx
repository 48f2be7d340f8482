import { Redo2, Undo2 } from 'lucide-react';
import { OVERLAY_LAYOUTS } from '../../server/protocol/live.ts';
import { say } from '../strings.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Segments } from '../ui/segments.tsx';
import { SCENES, type Scene } from './sample-scene.tsx';
import type { SaveState, useAutosave } from './use-autosave.ts';
import type { Editor } from './use-editor.ts';

const BAD_STATES = new Set<SaveState>(['failed', 'nameless', 'elsewhere']);

/** Above the canvas: format and scene, the way back, and whether it is saved. */
export function EditorBar(bar: {
  editor: Editor;
  save: ReturnType<typeof useAutosave>;
  scene: Scene;
  onScene: (scene: Scene) => void;
}) {
  const { editor, save } = bar;
  const layouts = OVERLAY_LAYOUTS.map((id) => ({ id, text: say.overlay.layoutsShort[id] }));
  const scenes = SCENES.map((id) => ({ id, text: say.overlay.scenes[id] }));
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Segments
        label={say.overlay.layout}
        choices={layouts}
        current={editor.settings.layout}
        onChoose={(layout) => editor.set({ layout }, `layout ${layout}`)}
      />
      <Segments
        label={say.overlay.scene}
        choices={scenes}
        current={bar.scene}
        onChoose={bar.onScene}
      />
      <div className="ml-auto flex items-center gap-1">
        <p
          role="status"
          className={classNames(
            'mr-1 text-sm',
            BAD_STATES.has(save.state) ? 'text-bad' : 'text-ink-soft',
          )}
        >
          {say.overlay.saveState[save.state]}
        </p>
        {save.state === 'failed' && (
          <Button small onClick={save.retry}>
            {say.act.retry}
          </Button>
        )}
        <IconButton
          look="plain"
          label={say.overlay.undo}
          disabled={editor.undo === null}
          onClick={() => editor.undo?.()}
        >
          <Undo2 aria-hidden="true" size={16} />
        </IconButton>
        <IconButton
          look="plain"
          label={say.overlay.redo}
          disabled={editor.redo === null}
          onClick={() => editor.redo?.()}
        >
          <Redo2 aria-hidden="true" size={16} />
        </IconButton>
      </div>
    </div>
  );
}
