/**
 * The widget takes font and colours from the page around it; only the accent is its own
 * (`--dropcast-accent`, `--dropcast-on-accent`). Greys are half transparent, so that they fit a
 * light page and a dark one.
 */
const STYLE = `
:host { display: block; max-width: 26rem; font: inherit; color: inherit; line-height: 1.4;
  --a: var(--dropcast-accent, #2446d8); --o: var(--dropcast-on-accent, #fff); --g: rgb(128 128 128 / .38); }
:host([hidden]) { display: none; }
* { box-sizing: border-box; margin: 0; }
[hidden] { display: none !important; }
.box > div:empty { display: none; }
.what { font-weight: 650; }
.box { display: grid; grid-template-columns: minmax(0, 1fr); gap: .75rem; overflow-wrap: anywhere; padding: 1.1rem; border: 1px solid var(--g); border-radius: .75rem; }
.top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; font-size: .85em; }
.phase { display: flex; align-items: center; gap: .45em; font-weight: 650; }
.phase::before { content: ""; width: .55em; height: .55em; border-radius: 50%; background: var(--g); }
[data-phase=live] .phase::before { background: #1fa34a; }
.clock, .units, .price { font-variant-numeric: tabular-nums; }
.title { font-size: 1.2em; font-weight: 700; line-height: 1.2; text-wrap: balance; }
.price { font-size: 1.35em; font-weight: 750; }
.price s { margin-left: .4em; font-size: .7em; font-weight: 400; opacity: .75; }
.bar { height: .4rem; border-radius: 9px; overflow: hidden; background: var(--g); }
.fill { height: 100%; background: var(--a); transform-origin: 0 0; }
:host-context([dir=rtl]) .fill { transform-origin: 100% 0; }
[data-phase=ended] :is(.units, .bar, select) { display: none; }
.old { opacity: .62; }
.small { font-size: .82em; opacity: .82; }
a { color: inherit; }
select { width: 100%; min-height: 2.75rem; padding: .4rem .6rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--g); border-radius: .5rem; text-overflow: ellipsis; }
option { color: #111; background: #fff; }
button { min-height: 2.9rem; padding: .55rem 1rem; font: inherit; font-weight: 650; border-radius: .55rem; cursor: pointer; }
.go { width: 100%; color: var(--o); background: var(--a); border: 1px solid transparent; }
.go:disabled { color: inherit; background: transparent; border-color: var(--g); cursor: default; opacity: .8; }
.back { min-height: 2rem; padding: .2rem; color: inherit; background: none; border: 0; font-weight: 400; font-size: .85em; text-decoration: underline; }
button:focus-visible, select:focus-visible { outline: 3px solid var(--a); outline-offset: 2px; }
.wrong { padding: .55rem .7rem; border-left: 3px solid #c62828; }
@media (prefers-reduced-motion: no-preference) { .fill { transition: transform .4s; } }
`;

/** A constructed sheet passes a policy without 'unsafe-inline'; a style element is for browsers before it. */
export function applyStyle(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const element = document.createElement('style');
    element.textContent = STYLE;
    root.append(element);
  }
}
