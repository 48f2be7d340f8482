import { say } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** Two windows have one overlay open: which of them is right, only their creator knows. */
export function ElsewhereNotice({ onTake, onKeep }: { onTake: () => void; onKeep: () => void }) {
  return (
    <div className="mb-3">
      <Notice>
        <p>{say.overlay.elsewhere}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button small onClick={onTake}>
            {say.overlay.takeTheirs}
          </Button>
          <Button small onClick={onKeep}>
            {say.overlay.keepMine}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
