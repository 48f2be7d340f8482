import { plainPage } from '../platform/plain-page.ts';

/** No published drop has this address. */
export const NO_DROP_PAGE = plainPage({
  title: 'There is no drop here',
  text: 'Perhaps a letter is missing, or it is not announced yet. The creator’s stream has the current link.',
});

/** This can be no claim's address. */
export const NO_CLAIM_PAGE = plainPage({
  title: 'There is no claim here',
  text: 'A claim opens on the device and in the browser that made it.',
});
