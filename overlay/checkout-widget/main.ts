import { widgetElement } from './widget-element.ts';

const NAME = 'dropcast-widget';

try {
  const script = document.currentScript;
  // The script comes from the hub, so the hub is where the script came from.
  const hub = script instanceof HTMLScriptElement ? new URL(script.src).origin : location.origin;
  if (!customElements.get(NAME)) customElements.define(NAME, widgetElement(hub));
} catch (error) {
  console.warn(NAME, error);
}
