import { useQuery } from '@tanstack/react-query';
import { ContractCard } from '../contracts/contract-card.tsx';
import { hub } from '../hub/client.ts';
import { useBrand } from '../shell/workspace.ts';
import { say } from '../strings.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Loaded } from '../ui/loaded.tsx';
import { BlockSkeleton } from '../ui/skeleton.tsx';
import { useDropChoices } from './use-drop-choices.ts';

/** The contract with one creator, with its versions, as the brand sees it. */
export function ContractDialog({
  contractId,
  onClose,
}: {
  contractId: string;
  onClose: () => void;
}) {
  const brand = useBrand();
  const drops = useDropChoices();
  const contracts = useQuery(hub.contracts.listOfBrand.queryOptions({ brandId: brand.id }));
  return (
    <Dialog title={say.creators.contract} onClose={onClose} wide>
      <Loaded query={contracts} skeleton={<BlockSkeleton className="h-64 w-full" />}>
        {(list) => {
          const contract = list.find(({ id }) => id === contractId);
          return contract ? (
            <ContractCard
              contract={contract}
              side="brand"
              title={contract.creatorName || contract.invitedEmail}
              drops={drops}
              mayAct={brand.role !== 'viewer'}
            />
          ) : (
            <p>{say.problem.missing}</p>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
