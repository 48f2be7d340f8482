import { Link } from '@tanstack/react-router';
import { say } from '../strings.ts';
import { buttonClass } from '../ui/button.tsx';

/** The way of a creator from a drop to its rehearsal. */
export function RehearseLink({ dropId, title }: { dropId: string; title: string }) {
  return (
    <Link
      to="/creator/drops/$dropId/rehearse"
      params={{ dropId }}
      aria-label={say.rehearsals.title(title)}
      className={buttonClass('plain', true)}
    >
      {say.rehearsals.rehearse}
    </Link>
  );
}
