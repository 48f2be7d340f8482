import { say } from '../strings.ts';
import { classNames } from '../ui/class-names.ts';
import { Panel } from '../ui/panel.tsx';
import { PresetPicture } from './preset-picture.tsx';
import { isPreset, PRESETS } from './presets.ts';
import type { Editor } from './use-editor.ts';

/** Whole looks, each with a small picture of itself. */
export function PresetsPanel({ editor }: { editor: Editor }) {
  return (
    <Panel>
      <h2 className="font-semibold">{say.overlay.presets}</h2>
      <p className="text-sm text-ink-soft">{say.overlay.presetsHint}</p>
      <div className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-2">
        {PRESETS.map((preset) => {
          const isOn = isPreset(editor.settings.options, preset);
          return (
            <button
              key={preset.name}
              type="button"
              aria-pressed={isOn}
              onClick={() => editor.setOptions(preset.look, `preset ${preset.name}`)}
              className={classNames(
                'rounded-sm border p-1 text-left text-sm font-medium',
                isOn ? 'border-ink bg-sunken' : 'border-line hover:border-line-strong',
              )}
            >
              <PresetPicture look={preset.look} />
              <span className="block px-1 pt-1">{say.overlay.presetNames[preset.name]}</span>
            </button>
          );
        })}
      </div>
    </Panel>
  );
}
