import { useEffect, useState } from 'react';
import type { OverlayLayout, OverlayOptions, OverlayView } from '../../server/protocol/live.ts';
import { change, redo, startHistory, undo } from './history.ts';

/** All that can be edited of an overlay. */
export type Settings = { name: string; layout: OverlayLayout; options: OverlayOptions };

export type Editor = {
  settings: Settings;
  /** `what` names the change: the same one again soon after is the same step back. */
  set: (patch: Partial<Omit<Settings, 'options'>>, what: string) => void;
  setOptions: (patch: Partial<OverlayOptions>, what: string) => void;
  /** As one step, which can be taken back. */
  replace: (settings: Settings) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
};

/** The settings of one overlay with their history, also by Ctrl-Z and Ctrl-Shift-Z. */
export function useEditor(overlay: OverlayView): Editor {
  const [history, setHistory] = useState(() => startHistory(settingsOf(overlay)));
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
      const isRedo = event.ctrlKey && event.key.toLowerCase() === 'y';
      if ((!isUndo && !isRedo) || isText(event.target)) return;
      event.preventDefault();
      setHistory(isRedo || event.shiftKey ? redo : undo);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const alter = (what: string, next: (old: Settings) => Settings) => {
    const at = performance.now();
    setHistory((old) => change(old, next(old.present), { what, at }));
  };
  return {
    settings: history.present,
    set: (patch, what) => alter(what, (old) => ({ ...old, ...patch })),
    setOptions: (patch, what) =>
      alter(what, (old) => ({ ...old, options: { ...old.options, ...patch } })),
    replace: (settings) => alter('replace', () => settings),
    undo: history.past.length > 0 ? () => setHistory(undo) : null,
    redo: history.future.length > 0 ? () => setHistory(redo) : null,
  };
}

/** What an editor can change of an overlay. */
export function settingsOf({ name, layout, options }: Settings): Settings {
  return { name, layout, options };
}

/** A field of text takes its own steps back. */
function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && ['text', 'search'].includes(target.type);
}
