import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  OVERLAY_LAYOUTS,
  type OverlayLayout,
  type OverlayOptions,
  type OverlayView,
} from '../../server/protocol/live.ts';
import { hub, queryClient } from '../hub/client.ts';
import { say } from '../strings.ts';
import { CheckField, SelectField, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/notice.tsx';
import { Panel } from '../ui/panel.tsx';

type Settings = { name: string; layout: OverlayLayout; options: OverlayOptions };

const SWITCHES = ['showPrice', 'showStock', 'showCountdown', 'showQr', 'calm'] as const;
const CORNERS = ['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;

/** What the overlay shows. Every change is saved and on air within a second; there is no button. */
export function OptionsPanel({ overlay }: { overlay: OverlayView }) {
  const [settings, setSettings] = useState<Settings>({
    name: overlay.name,
    layout: overlay.layout,
    options: overlay.options,
  });
  const save = useSaving(overlay.id, settings);
  const change = (patch: Partial<Settings>) => setSettings({ ...settings, ...patch });
  const setOption = (patch: Partial<OverlayOptions>) =>
    change({ options: { ...settings.options, ...patch } });
  return (
    <Panel className="space-y-4">
      <div className="flex items-baseline justify-between">
        <h2 className="font-semibold">{say.overlay.show}</h2>
        <p role="status" className="text-sm text-ink-soft">
          {save.isPending && say.overlay.saving}
          {save.isSuccess && say.overlay.savedLive}
        </p>
      </div>
      <div>
        {SWITCHES.map((key) => (
          <CheckField
            key={key}
            label={say.overlay.options[key]}
            checked={settings.options[key]}
            onChange={(event) => setOption({ [key]: event.target.checked })}
          />
        ))}
      </div>
      <SelectField
        label={say.overlay.layout}
        value={settings.layout}
        onChange={(event) => {
          const layout = OVERLAY_LAYOUTS.find((known) => known === event.target.value);
          if (layout) change({ layout });
        }}
      >
        {OVERLAY_LAYOUTS.map((layout) => (
          <option key={layout} value={layout}>
            {say.overlay.layouts[layout]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={say.overlay.corner}
        value={settings.options.corner}
        onChange={(event) => {
          const corner = CORNERS.find((known) => known === event.target.value);
          if (corner) setOption({ corner });
        }}
      >
        {CORNERS.map((corner) => (
          <option key={corner} value={corner}>
            {say.overlay.corners[corner]}
          </option>
        ))}
      </SelectField>
      <label className="flex items-center justify-between gap-3">
        <span className="text-sm font-medium">{say.overlay.accent}</span>
        <input
          type="color"
          value={settings.options.accent}
          onChange={(event) => setOption({ accent: event.target.value })}
          className="h-9 w-14 cursor-pointer rounded-sm border border-line-strong bg-surface p-1"
        />
      </label>
      <TextField
        label={say.overlay.name}
        value={settings.name}
        maxLength={60}
        onChange={(event) => change({ name: event.target.value })}
      />
      <ProblemNotice error={save.error} />
    </Panel>
  );
}

/** Saves 400 ms after the last change, so that dragging through colours is one save. */
function useSaving(overlayId: string, settings: Settings) {
  const saved = useRef(settings);
  const save = useMutation(
    hub.live.saveOptions.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(hub.live.overlays.queryFilter()),
    }),
  );
  const { mutate } = save;
  useEffect(() => {
    if (settings === saved.current || settings.name.trim() === '') return;
    const timer = setTimeout(() => {
      saved.current = settings;
      mutate({ overlayId, ...settings });
    }, 400);
    return () => clearTimeout(timer);
  }, [overlayId, settings, mutate]);
  return save;
}
