/** Readable without any style sheet of the build. Stands first: the pages are made with it. */
const page = ({ title, text }: { title: string; text: string }) =>
  '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width,initial-scale=1">' +
  '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">' +
  `<title>${title}</title></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;

/** No published drop has this address. */
export const NO_DROP_PAGE = page({
  title: 'There is no drop here',
  text: 'Perhaps a letter is missing, or it is not announced yet. The creator’s stream has the current link.',
});

/** This can be no claim's address. */
export const NO_CLAIM_PAGE = page({
  title: 'There is no claim here',
  text: 'A claim opens on the device and in the browser that made it.',
});
