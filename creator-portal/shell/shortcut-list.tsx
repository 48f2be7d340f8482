import { say } from '../strings.ts';
import { Dialog } from '../ui/dialog.tsx';

/** What the keyboard can do. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={say.shell.shortcuts} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {say.shell.shortcutRows.map(([keys, meaning]) => (
          <div key={keys} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line bg-sunken px-2 py-0.5 font-sans text-sm">
                {keys}
              </kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
