import { useEffect, useState } from 'preact/hooks';
import type { ClaimView } from '../../server/protocol/claims.ts';
import type { ClaimPageData } from '../../server/protocol/viewer-pages.ts';
import type { PageTools } from '../viewer-page/page-tools.ts';

/**
 * What the drop promises. The page brings it when the cookie opened the claim; a receipt that was
 * opened by its secret asks for it.
 */
export function usePromises(
  tools: Pick<PageTools, 'ask'> | null,
  delivered: ClaimPageData['promises'],
  claim: ClaimView | null,
): ClaimPageData['promises'] {
  const [promises, setPromises] = useState(delivered);
  const slug = claim?.order ? claim.drop.slug : null;
  useEffect(() => {
    if (!tools || promises || slug === null) return;
    void tools.ask('drop', { slug }).then((answer) => {
      if (!answer.ok) return;
      const { shippingPromise, warrantyPromise } = answer.value;
      setPromises({ shipping: shippingPromise, warranty: warrantyPromise });
    });
  }, [tools, promises, slug]);
  return promises;
}
