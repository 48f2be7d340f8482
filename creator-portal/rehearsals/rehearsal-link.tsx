import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Host, placesOf } from './host.ts';

/** To the page of a rehearsal in the workspace of whoever hosts it. */
export function RehearsalLink(link: { host: Host; id: string; children: ReactNode }) {
  return (
    <Link to={placesOf(link.host).rehearsal(link.id)} className="font-medium underline">
      {link.children}
    </Link>
  );
}
