import { createHash } from 'node:crypto';
import { escapeHtml } from '../platform/plain-page.ts';
import { API_SCOPES } from '../protocol/api.ts';
import { ATTRIBUTION_REASONS } from '../protocol/attribution.ts';
import { PROBLEMS, type ProblemCode } from '../protocol/problems.ts';
import { WEBHOOK_EVENTS, WEBHOOK_PAUSES_SECONDS } from '../protocol/webhooks.ts';
import { problemsOf } from './api-document.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';

/** The API for people, made of the same list as the routes: no script, nothing from elsewhere. */
export function apiPage(publicUrl: string): string {
  const tags = [...new Set(OPERATIONS.map(({ tag }) => tag))];
  const sections = tags.map(
    (tag) =>
      `<section><h2 id="${anchor(tag)}">${escapeHtml(tag)}</h2>${OPERATIONS.filter(
        (one) => one.tag === tag,
      )
        .map((one) => operationHtml(one, publicUrl))
        .join('')}</section>`,
  );
  const codes = [...new Set(OPERATIONS.flatMap(problemsOf))];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dropcast API</title>
<link rel="icon" href="/app/mark.svg">
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<nav aria-label="Contents"><ul>${[...tags, 'Webhooks', 'Errors', 'Reasons']
    .map((tag) => `<li><a href="#${anchor(tag)}">${escapeHtml(tag)}</a></li>`)
    .join('')}</ul></nav>
<main id="main">
<h1>Dropcast API</h1>
<p>Report the sales of your own shop, and read who brought each customer, what they are worth, the ledger and payouts. For generators: <a href="/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<p>Make a key in the portal’s settings and send it with every call. A test key (<code>dc_test_…</code>) reports conversions that count nowhere.</p>
<pre tabindex="0"><code>curl ${escapeHtml(publicUrl)}/v1/me -H "Authorization: Bearer dc_live_…"</code></pre>
<p>Times are ISO 8601, money is whole minor units beside its currency. Lists come in pages: send <code>nextCursor</code> back as <code>cursor</code>. A key may make 600 calls a minute; a body has at most 16 KB.</p>
<h2 id="scopes">Scopes</h2>
${table(
  ['Scope', 'May'],
  Object.entries(API_SCOPES).map(([scope, text]) => [code(scope), escapeHtml(text)]),
)}
${sections.join('\n')}
<section><h2 id="webhooks">Webhooks</h2>
<p>Endpoints are made in the portal. Messages are signed by the <a href="https://www.standardwebhooks.com/">Standard Webhooks</a> specification: verify <code>webhook-signature</code> with your endpoint’s secret, and keep each <code>webhook-id</code> to know a repetition. Answer with any 2xx within 15 seconds. What is not taken is tried ${WEBHOOK_PAUSES_SECONDS.length} times, after ${WEBHOOK_PAUSES_SECONDS.map(pause).join(', ')}. The answer 410 ends the endpoint.</p>
${table(
  ['Event', 'Is sent when'],
  Object.entries(WEBHOOK_EVENTS).map(([type, text]) => [code(type), escapeHtml(text)]),
)}
</section>
<section><h2 id="errors">Errors</h2>
<p>Every error is <code>application/problem+json</code> (RFC 9457). <code>code</code> is for programs; sentences may be reworded.</p>
${table(['Status', 'Code', 'What to do'], codes.map(problemRow))}
</section>
<section><h2 id="reasons">Reasons</h2>
<p>Why something does not count, or not in full.</p>
${table(
  ['Reason', 'Means'],
  Object.entries(ATTRIBUTION_REASONS).map(([reason, text]) => [code(reason), escapeHtml(text)]),
)}
</section>
</main>
</body>
</html>
`;
}

function operationHtml(operation: Operation, publicUrl: string): string {
  const { id, method, path, summary, description, scope, example } = operation;
  const call = `curl ${method === 'post' ? '-X POST ' : ''}${publicUrl}${path} -H "Authorization: Bearer dc_live_…"`;
  const body =
    example === undefined
      ? ''
      : ` \\\n  -H "Content-Type: application/json" \\\n  -d '${JSON.stringify(example, null, 2)}'`;
  const names = Object.keys(operation.querySchema?.shape ?? {});
  const needs = [
    scope ? `Scope ${code(scope)}.` : 'Any valid key.',
    operation.isLiveOnly ? 'Needs a live key.' : '',
    names.length > 0 ? `Query: ${names.map(code).join(', ')}.` : '',
  ];
  return `<article id="${id}"><h3><span class="method">${method.toUpperCase()}</span> ${code(path)}</h3>
<p>${escapeHtml(summary)}. ${prose(description)}</p>
<p class="soft">${needs.filter((part) => part !== '').join(' ')}</p>
<pre tabindex="0"><code>${escapeHtml(call + body)}</code></pre></article>`;
}

function problemRow(problem: ProblemCode): string[] {
  const [status, sentence] = PROBLEMS[problem];
  return [String(status), `<code id="problem-${problem}">${problem}</code>`, escapeHtml(sentence)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<div class="wide" role="region" aria-label="${head.join(', ')}" tabindex="0"><table><thead>${cells('th', head)}</thead><tbody>${rows
    .map((row) => cells('td', row))
    .join('')}</tbody></table></div>`;
}

/** Words between backticks are code. */
function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

function anchor(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function pause(seconds: number): string {
  if (seconds === 0) return 'no time';
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
}

const STYLE = `
:root{color-scheme:light dark;--paper:#f6f5f0;--panel:#fff;--ink:#1a1913;--soft:#5b584c;--line:#dcd9cd;--link:#4a5a00}
@media(prefers-color-scheme:dark){:root{--paper:#11110d;--panel:#1a1a15;--ink:#f3f1e7;--soft:#aaa695;--line:#34332a;--link:#d4f24a}}
*{box-sizing:border-box}
html{scroll-padding-top:16px}
body{margin:0;display:grid;grid-template-columns:180px minmax(0,760px);gap:32px;max-width:1040px;margin-inline:auto;padding:24px;
background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
nav ul{position:sticky;top:24px;margin:0;padding:0;list-style:none}
nav a{display:block;padding:4px 0}
a{color:var(--link)}
a:focus-visible,pre:focus-visible,.wide:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:var(--panel);padding:8px}
h1{margin:0 0 12px;font-size:32px;letter-spacing:-.02em}
h2{margin:40px 0 8px;font-size:22px}
h3{margin:0 0 8px;font-size:17px;overflow-wrap:anywhere}
p{margin:0 0 12px;overflow-wrap:anywhere}
article{margin:0 0 16px;padding:16px;background:var(--panel);border:1px solid var(--line);border-radius:10px}
.method{font-size:13px;padding:2px 6px;border:1px solid var(--line);border-radius:6px}
.soft{color:var(--soft)}
code{font:14px/1.5 ui-monospace,SFMono-Regular,Menlo,monospace}
pre{margin:0 0 12px;padding:12px;overflow-x:auto;background:var(--panel);border:1px solid var(--line);border-radius:8px}
article pre{margin:0;background:var(--paper)}
.wide{overflow-x:auto;margin:0 0 12px}
table{border-collapse:collapse;width:100%}
th,td{padding:6px 12px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
@media(max-width:760px){body{display:block;padding:16px}nav ul{position:static;display:flex;flex-wrap:wrap;gap:0 16px;margin-bottom:16px}}
`;

/** Nothing runs, nothing loads but the icon, and the one style is known by its hash. */
export const API_PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
