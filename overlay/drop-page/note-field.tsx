/** @jsxImportSource preact */
import { MOST_NOTE } from './use-delivery.ts';

export const NOTE_ID = 'note';

/** What the drop asks for, for instance a name to engrave: needed, and counted. */
export function NoteField({
  label,
  note,
  onWrite,
}: {
  label: string;
  note: string;
  onWrite: (note: string) => void;
}) {
  return (
    <div class="note">
      <label for={NOTE_ID}>{label}</label>
      <input
        id={NOTE_ID}
        type="text"
        required
        maxLength={MOST_NOTE}
        autocomplete="off"
        aria-describedby="note-count"
        value={note}
        onInput={(event) => onWrite(event.currentTarget.value)}
      />
      <span id="note-count" class="soft fine">
        {note.length} of {MOST_NOTE}. It is made as you write it.
      </span>
    </div>
  );
}
