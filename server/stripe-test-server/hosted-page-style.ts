/** The one style sheet of the payment pages; inline, so that the page needs nothing else. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --card: #ffffff; --field: #ffffff; --text: #16191d; --quiet: #5b6470;
  --line: #d9dde3; --accent: #0b6b62; --on-accent: #ffffff; --accent-soft: #e3f2f0;
  --bad: #b3261e; --bad-soft: #fdecea; --note: #fff4d6; --on-note: #5f4300; --note-line: #f0d48a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1215; --card: #181c21; --field: #11151a; --text: #eceff3; --quiet: #a3adb9;
    --line: #323a44; --accent: #4fd1c0; --on-accent: #04201d; --accent-soft: #12312e;
    --bad: #ff9b92; --bad-soft: #3a1a18; --note: #33290d; --on-note: #f6dd9b; --note-line: #5b4a17;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
.banner { background: var(--note); color: var(--on-note); border-bottom: 1px solid var(--note-line);
  padding: 8px 16px; text-align: center; font-size: 14px; font-weight: 600; }
main { max-width: 1040px; margin: 0 auto; padding: 20px 16px 48px; display: grid; gap: 20px; }
@media (min-width: 860px) {
  main { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 56px; padding: 56px 32px; }
  main.narrow { grid-template-columns: minmax(0, 480px); justify-content: center; }
  .summary { position: sticky; top: 32px; align-self: start; }
}
h1 { font-size: 16px; font-weight: 600; margin: 0; color: var(--quiet); }
h2 { font-size: 16px; margin: 0 0 12px; }
.total { font-size: 36px; font-weight: 700; letter-spacing: -0.02em; margin: 4px 0 16px;
  font-variant-numeric: tabular-nums; }
.back { display: inline-block; color: var(--quiet); font-size: 14px; padding: 10px 0; }
dl { margin: 0; font-variant-numeric: tabular-nums; }
dl > div { display: flex; justify-content: space-between; gap: 16px; padding: 8px 0; }
dl > div.sum { border-top: 1px solid var(--line); margin-top: 8px; padding-top: 12px; font-weight: 600; }
dt { min-width: 0; overflow-wrap: anywhere; } dd { margin: 0; white-space: nowrap; }
dt small, .hint { display: block; color: var(--quiet); font-size: 14px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px; }
form.card { display: grid; gap: 24px; }
fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 12px; min-width: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: 12px; }
label { display: block; font-size: 14px; font-weight: 500; margin-bottom: 4px; }
input, select { width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; color: inherit;
  background: var(--field); border: 1px solid var(--line); border-radius: 8px; }
input[readonly] { color: var(--quiet); background: var(--page); }
input[type=radio] { width: 20px; min-height: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
:is(input, select, button, a):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[aria-invalid=true] { border-color: var(--bad); }
.error { color: var(--bad); font-size: 14px; margin: 4px 0 0; }
.alert { background: var(--bad-soft); color: var(--bad); border-radius: 8px; padding: 12px; margin: 0;
  font-weight: 500; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; align-items: start; }
.tests { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; margin: 0; padding: 0; list-style: none; }
.tests a { display: block; min-height: 44px; padding: 8px 12px; border: 1px solid var(--line);
  border-radius: 8px; color: inherit; text-decoration: none; font-size: 14px; font-weight: 500; }
.tests a:hover, .tests a[aria-current=true] { border-color: var(--accent); background: var(--accent-soft); }
.tests small { display: block; color: var(--quiet); font-weight: 400; font-variant-numeric: tabular-nums; }
.choice { display: flex; align-items: center; gap: 12px; min-height: 44px; padding: 8px 12px; margin: 0;
  border: 1px solid var(--line); border-radius: 8px; font-size: 16px; }
.choice:has(:checked) { border-color: var(--accent); background: var(--accent-soft); }
.choice span:last-child { margin-left: auto; font-variant-numeric: tabular-nums; }
form:has(#method-debit:checked) .by-card, form:has(#method-card:checked) .by-debit { display: none; }
button, .button { width: 100%; min-height: 48px; border: 1px solid transparent; border-radius: 8px;
  font: inherit; font-weight: 600; background: var(--accent); color: var(--on-accent); cursor: pointer;
  display: grid; place-items: center; text-decoration: none; padding: 8px 16px; }
button:hover, .button:hover { filter: brightness(1.06); }
button[disabled] { opacity: 0.6; cursor: progress; }
button.second { background: transparent; color: inherit; border-color: var(--line); }
.stack { display: grid; gap: 12px; margin-top: 20px; }
.message { font-size: 24px; line-height: 1.25; margin: 0 0 8px; color: var(--text); font-weight: 700; }
p { margin: 0; }
`;

/** Fills a test card without a reload and stops double presses; the page works without it. */
export const PAGE_SCRIPT = `
const form = document.getElementById('pay');
const set = (name, value) => {
  const field = form.elements.namedItem(name);
  if (!field || (field.value && name === 'name')) return;
  field.value = value;
  field.removeAttribute('aria-invalid');
};
for (const link of document.querySelectorAll('[data-fill]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const fill = JSON.parse(link.dataset.fill);
    const method = document.getElementById('method-' + fill.method);
    if (method) method.checked = true;
    for (const [name, value] of Object.entries(fill)) if (name !== 'method') set(name, value);
    for (const other of document.querySelectorAll('[data-fill]')) other.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'true');
    const email = form.elements.namedItem('email');
    (email.value ? document.getElementById('submit') : email).focus();
  });
}
const show = (selector, text) => {
  for (const place of document.querySelectorAll(selector)) place.textContent = text;
};
for (const choice of document.querySelectorAll('[data-shows]')) {
  choice.addEventListener('change', () => {
    const { total, cost, name } = JSON.parse(choice.dataset.shows);
    show('[data-total-due]', total);
    show('[data-shipping-cost]', cost);
    show('[data-shipping-name]', name);
  });
}
form.addEventListener('submit', () => {
  const button = document.getElementById('submit');
  button.setAttribute('aria-busy', 'true');
  button.textContent = 'Processing…';
  setTimeout(() => { button.disabled = true; });
});
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
const invalid = document.querySelector('[aria-invalid=true]');
if (invalid) invalid.focus();
`;
