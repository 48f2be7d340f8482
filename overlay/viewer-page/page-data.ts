/** The id of the element that a page's script brings to life. */
export const PAGE_ROOT_ID = 'page';

/** The id of the element in which a page carries its facts; the renderer writes it. */
export const PAGE_DATA_ID = 'page-data';

/**
 * Facts as JSON that may stand inside a script element: no `<` is left that could end it, and no
 * line separator that old parsers take for a line end.
 */
export function pageDataText(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** The facts that the page was delivered with. */
export function readPageData<T>(): T {
  const text = document.getElementById(PAGE_DATA_ID)?.textContent;
  if (!text) throw new Error('The page came without its data.');
  return JSON.parse(text) as T;
}
