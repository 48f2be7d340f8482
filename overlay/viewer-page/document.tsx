/** @jsxImportSource preact */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { PageAssets } from '../../server/protocol/viewer-pages.ts';
import { PAGE_DATA_ID, PAGE_ROOT_ID, pageDataText } from './page-data.ts';

/**
 * A whole viewer page as HTML. No inline script and no inline style: the facts for the script
 * travel as JSON, which no browser runs.
 */
export function writeDocument(given: {
  title: string;
  head?: VNode;
  assets: PageAssets;
  data: unknown;
  body: ComponentChildren;
}): string {
  const html = renderToString(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#f6f5f0" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#11110d" media="(prefers-color-scheme: dark)" />
        <title>{given.title}</title>
        {given.assets.css.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {given.assets.js.map((src) => (
          <script key={src} type="module" src={src} />
        ))}
        {given.head}
      </head>
      <body>
        <div id={PAGE_ROOT_ID}>{given.body}</div>
        <script
          type="application/json"
          id={PAGE_DATA_ID}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: escaped by pageDataText, and HTML escaping would break the JSON
          dangerouslySetInnerHTML={{ __html: pageDataText(given.data) }}
        />
      </body>
    </html>,
  );
  return `<!doctype html>${html}`;
}
