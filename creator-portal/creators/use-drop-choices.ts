import { useQuery } from '@tanstack/react-query';
import type { DropChoice } from '../contracts/override-fields.tsx';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';

/** The brand's drops that a contract can have rates of its own for. */
export function useDropChoices(): DropChoice[] {
  const brand = useBrand();
  const drops = useQuery(hub.drops.list.queryOptions({ brandId: brand.id }));
  return (drops.data ?? []).map(({ id, title }) => ({ id, title }));
}
