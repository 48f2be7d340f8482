import { hashKey, useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { OverlayView } from '../../server/protocol/live.ts';
import { hub, hubClient, queryClient } from '../hub/client.ts';
import { problemOf } from '../hub/problem-of.ts';
import { keepRevision, keepSettings } from './keep-settings.ts';
import { type Editor, type Settings, settingsOf } from './use-editor.ts';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'nameless' | 'elsewhere';

type Saving = Settings & { overlayId: string };

const AFTER_MS = 250;

/** How long somebody who leaves waits for the last save before they are asked. */
const PATIENCE_MS = 1_500;

/**
 * What the hub has of an overlay as far as this window's editor knows, by overlay id. A save may
 * still wait when its editor is gone, and then goes on from what the save before it has made.
 */
const bases = new Map<string, { revision: string; settings: Settings }>();

/**
 * Saves a quarter of a second after the last change, one save after the other, so that the newest
 * wins; what is not saved yet when the editor closes is saved then. The list has it at once, because
 * an editor that opens again begins with what the list says; when it could not be saved the list goes
 * back to what the hub has. When the overlay was changed in another window, nothing is saved until
 * somebody has chosen: `takeTheirs`, or `keepMine`. Whoever leaves asks `settle` first, which saves
 * what it can and says whether the hub has all of it; after `giveUp` nothing more is sent.
 */
export function useAutosave(overlay: OverlayView, editor: Pick<Editor, 'settings' | 'replace'>) {
  const { settings } = editor;
  const { id: overlayId, revision } = overlay;
  const [saved, setSaved] = useState(settings);
  const [failed, setFailed] = useState<Settings | null>(null);
  const sent = useRef<Settings | null>(null);
  const underWay = useRef<{ given: Settings; isKept: Promise<boolean> } | null>(null);
  const isGivenUp = useRef(false);
  const isSignedOut = useRef(false);
  useState(() => beginOn(overlay));
  const save = useMutation({
    mutationKey: hub.live.saveOptions.mutationKey(),
    scope: { id: scopeOf(overlayId) },
    mutationFn: async (given: Saving) => {
      if (isGivenUp.current) throw new Error('given up while it waited');
      const basedOn = bases.get(overlayId)?.revision ?? revision;
      return hubClient.live.saveOptions.mutate({ ...given, basedOn });
    },
    onMutate: (given) => {
      sent.current = settingsOf(given);
      isSignedOut.current = false;
      keepSettings(given);
    },
    onSuccess: (made, given) => {
      // An editor that has opened since began without this change, and has to hear of it.
      if (isGivenUp.current) return;
      bases.set(overlayId, { revision: made.revision, settings: settingsOf(given) });
      keepRevision(made);
    },
    onError: (error) => {
      isSignedOut.current = problemOf(error).code === 'not_signed_in';
      if (savesOf(overlayId).length === 1) keepBase(overlayId);
    },
    onSettled: refreshAfterLast,
  });
  const { mutate, mutateAsync, isPending } = save;
  const isNewer = !isPending && bases.get(overlayId)?.revision !== revision;
  if (isNewer && sent.current && isSame(sent.current, overlay)) {
    // Saved, though its answer may have been lost on the way: that is nobody else's change.
    bases.set(overlayId, { revision, settings: settingsOf(overlay) });
    if (failed && isSame(failed, overlay)) {
      setFailed(null);
      setSaved(failed);
    }
  }
  const isElsewhere = !isPending && bases.get(overlayId)?.revision !== revision;
  const isNameless = settings.name.trim() === '';
  const isDue = settings !== saved && !isNameless && !isElsewhere;

  const isUnsaved = !isSame(settings, saved);

  /** Whether it was kept. */
  const send = useCallback(
    (given: Settings): Promise<boolean> => {
      const attempt = async () => {
        try {
          await mutateAsync({ overlayId, ...given });
          setSaved(given);
          return true;
        } catch {
          setFailed(given);
          return false;
        } finally {
          underWay.current = null;
        }
      };
      underWay.current = { given, isKept: attempt() };
      return underWay.current.isKept;
    },
    [overlayId, mutateAsync],
  );

  /** Sends it, unless the save that is under way does. */
  const keep = async (given: Settings): Promise<boolean> => {
    const running = underWay.current;
    if (running === null) return send(given);
    const isKept = await running.isKept;
    if (isSame(running.given, given)) return isKept;
    return !isGivenUp.current && send(given);
  };

  useEffect(() => {
    if (!isDue || isPending || failed === settings) return;
    const timer = setTimeout(() => void send(settings), AFTER_MS);
    return () => clearTimeout(timer);
  }, [settings, isDue, isPending, failed, send]);

  const unsaved = useRef<Settings | null>(null);
  unsaved.current = isDue ? settings : null;
  useEffect(
    () => () => {
      if (unsaved.current === null || isGivenUp.current || isSignedOut.current) return;
      mutate({ overlayId, ...unsaved.current });
    },
    [overlayId, mutate],
  );

  const chosen = (theirs: Settings) => {
    bases.set(overlayId, { revision, settings: settingsOf(overlay) });
    setFailed(null);
    setSaved(theirs);
  };
  const hasFailed = failed === settings && !isElsewhere;
  return {
    state: stateOf({ isNameless, isPending, isDue, hasFailed, isElsewhere }),
    error: hasFailed ? save.error : null,
    isUnsaved,
    retry: () => setFailed(null),
    settle: () => {
      if (isGivenUp.current) return true;
      if (isSignedOut.current) return false;
      return isDue ? Promise.race([keep(settings), isTooLate()]) : !isUnsaved;
    },
    giveUp: () => {
      isGivenUp.current = true;
      keepBase(overlayId);
    },
    isGivenUp: () => isGivenUp.current,
    takeTheirs: () => {
      const theirs = settingsOf(overlay);
      editor.replace(theirs);
      chosen(theirs);
    },
    keepMine: () => chosen(settingsOf(overlay)),
  };
}

function isTooLate(): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), PATIENCE_MS));
}

function beginOn(overlay: OverlayView): void {
  const { id, revision } = overlay;
  if (savesOf(id).length === 0) bases.set(id, { revision, settings: settingsOf(overlay) });
}

/** Takes back from the list what the hub did not get. */
function keepBase(overlayId: string): void {
  const base = bases.get(overlayId);
  if (base) keepSettings({ overlayId, ...base.settings });
}

/** The saves of an overlay that have no answer yet. */
function savesOf(overlayId: string) {
  return queryClient
    .getMutationCache()
    .getAll()
    .filter(({ options: { scope }, state: { status } }) => {
      return scope?.id === scopeOf(overlayId) && status === 'pending';
    });
}

function isSame(one: Settings, other: Settings): boolean {
  return hashKey([settingsOf(one)]) === hashKey([settingsOf(other)]);
}

function scopeOf(overlayId: string): string {
  return `overlay ${overlayId}`;
}

/** While a newer save waits, the hub would say what is older than the list. */
async function refreshAfterLast(): Promise<void> {
  const isLast = queryClient.isMutating({ mutationKey: hub.live.saveOptions.mutationKey() }) === 1;
  if (isLast) await queryClient.invalidateQueries(hub.live.overlays.queryFilter());
}

function stateOf(now: {
  isNameless: boolean;
  isPending: boolean;
  isDue: boolean;
  hasFailed: boolean;
  isElsewhere: boolean;
}): SaveState {
  if (now.isElsewhere) return 'elsewhere';
  if (now.isNameless) return 'nameless';
  if (now.isPending) return 'saving';
  if (now.hasFailed) return 'failed';
  return now.isDue ? 'waiting' : 'saved';
}
