import { useParams } from '@tanstack/react-router';
import { useBrand } from '../shell/workspace.ts';
import { brandHost } from './host.ts';
import { RehearsalPage } from './rehearsal-page.tsx';

/** A rehearsal of a brand's drop, whoever started it. */
export function BrandRehearsalPage() {
  const brand = useBrand();
  const { rehearsalId } = useParams({ from: '/brands/$slug/rehearsals/$rehearsalId' });
  return <RehearsalPage host={brandHost(brand)} rehearsalId={rehearsalId} />;
}
