import { OVERLAY_LIMITS, OVERLAY_THEMES } from '../../server/protocol/live.ts';
import { say } from '../strings.ts';
import { CheckField, SelectField } from '../ui/field.tsx';
import { Panel } from '../ui/panel.tsx';
import { RangeField } from '../ui/range-field.tsx';
import { ColourField } from './colour-field.tsx';
import { PlaceButtons } from './place-buttons.tsx';
import type { Editor } from './use-editor.ts';

const SWITCHES = [
  'showTitle',
  'showPrice',
  'showTerms',
  'showStock',
  'showCountdown',
  'showQr',
  'showClaims',
  'calm',
] as const;

/** Theme, colours, sizes and place. */
export function LookPanel({ editor }: { editor: Editor }) {
  const { options } = editor.settings;
  const { setOptions } = editor;
  return (
    <Panel className="space-y-4">
      <h2 className="font-semibold">{say.overlay.look}</h2>
      <SelectField
        label={say.overlay.theme}
        value={options.theme}
        onChange={(event) => {
          const theme = OVERLAY_THEMES.find((known) => known === event.target.value);
          if (theme) setOptions({ theme }, `theme ${theme}`);
        }}
      >
        {OVERLAY_THEMES.map((theme) => (
          <option key={theme} value={theme}>
            {say.overlay.themes[theme]}
          </option>
        ))}
      </SelectField>
      <div>
        <ColourField
          label={say.overlay.accent}
          value={options.accent}
          onChange={(accent) => setOptions({ accent }, 'accent')}
        />
        <CheckField
          label={say.overlay.plate}
          checked={options.plate !== null}
          onChange={(event) =>
            setOptions({ plate: event.target.checked ? '#1c2333' : null }, 'own plate')
          }
        />
        {options.plate !== null && (
          <ColourField
            label={say.overlay.plateColour}
            value={options.plate}
            onChange={(plate) => setOptions({ plate }, 'plate')}
          />
        )}
        <p className="mt-1 text-sm text-ink-soft">{say.overlay.colourNote}</p>
      </div>
      <RangeField
        label={say.overlay.scale}
        hint={say.overlay.scaleNote}
        value={options.scale}
        valueText={say.overlay.percent(options.scale)}
        limits={OVERLAY_LIMITS.scale}
        onChange={(scale) => setOptions({ scale }, 'scale')}
      />
      <RangeField
        label={say.overlay.textScale}
        value={options.textScale}
        valueText={say.overlay.percent(options.textScale)}
        limits={OVERLAY_LIMITS.textScale}
        onChange={(textScale) => setOptions({ textScale }, 'textScale')}
      />
      <PlaceButtons editor={editor} />
    </Panel>
  );
}

/** What is on the card, and how late. */
export function ShowPanel({ editor }: { editor: Editor }) {
  const { options } = editor.settings;
  return (
    <Panel className="space-y-4">
      <h2 className="font-semibold">{say.overlay.show}</h2>
      <div>
        {SWITCHES.map((key) => (
          <CheckField
            key={key}
            label={say.overlay.options[key]}
            checked={options[key]}
            onChange={(event) => editor.setOptions({ [key]: event.target.checked }, key)}
          />
        ))}
      </div>
      <RangeField
        label={say.overlay.delay}
        hint={say.overlay.delayNote}
        value={options.delaySeconds}
        valueText={say.overlay.delaySeconds(options.delaySeconds)}
        limits={OVERLAY_LIMITS.delaySeconds}
        onChange={(delaySeconds) => editor.setOptions({ delaySeconds }, 'delay')}
      />
    </Panel>
  );
}
