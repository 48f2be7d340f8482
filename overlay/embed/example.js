/** Puts the widget for the drop in this page's address where the shop would have written it by hand. */
const given = new URLSearchParams(location.search);
const widget = document.createElement('dropcast-widget');
for (const name of ['drop', 'creator']) {
  const value = given.get(name);
  if (value) widget.setAttribute(name, value);
}
const snippet = document.getElementById('snippet');
if (snippet) {
  const script = `<script src="${location.origin}/embed/dropcast-widget.js" defer></script>`;
  snippet.textContent = `${script}\n${widget.outerHTML}`;
}
if (given.get('drop')) {
  document.getElementById('hint')?.remove();
  document.getElementById('place')?.append(widget);
}
