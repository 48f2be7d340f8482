import { useParams } from '@tanstack/react-router';
import { creatorHost } from './host.ts';
import { RehearsalPage } from './rehearsal-page.tsx';

/** A rehearsal of a creator. */
export function CreatorRehearsalPage() {
  const { rehearsalId } = useParams({ from: '/creator/rehearsals/$rehearsalId' });
  return <RehearsalPage host={creatorHost} rehearsalId={rehearsalId} />;
}
