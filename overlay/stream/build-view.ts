/** The elements that change. Built once; afterwards only texts and attributes are written. */
export type View = ReturnType<typeof buildView>;

/** Puts the overlay's elements on the page, all hidden until there is something true to show. */
export function buildView(body: HTMLElement) {
  const stage = add(body, 'div', 'stage');
  const card = add(stage, 'section', 'card');
  const banner = add(add(card, 'div', 'banner-row'), 'div', 'banner');
  const rehearsal = add(card, 'div', 'rehearsal-mark');
  const plate = add(card, 'div', 'plate');
  const main = add(plate, 'div', 'main');

  const head = add(main, 'div', 'head');
  const phase = add(head, 'span', 'phase');
  const brand = add(head, 'span', 'brand');
  const claims = add(head, 'span', 'claims');
  const title = add(main, 'div', 'title');
  const pinned = add(main, 'div', 'pinned');
  const prices = add(main, 'div', 'prices');
  const price = add(prices, 'span', 'price');
  const listPrice = add(prices, 's', 'list-price');
  const steps = add(main, 'div', 'steps');
  const terms = add(main, 'div', 'terms');

  const readings = add(main, 'div', 'readings');
  const figures = add(readings, 'div', 'figures');
  const stockBox = add(figures, 'div', 'figure stock');
  const units = add(stockBox, 'div', 'number units');
  const unitsLabel = add(stockBox, 'div', 'label units-label');
  const clockBox = add(figures, 'div', 'figure clock');
  const countdown = add(clockBox, 'div', 'number countdown');
  const countdownLabel = add(clockBox, 'div', 'label');
  const bar = add(add(readings, 'div', 'bar'), 'div', 'fill');

  const scan = add(plate, 'div', 'scan');
  const qr = add(scan, 'div', 'qr');
  const code = add(scan, 'div', 'code');
  const curtain = add(readings, 'div', 'curtain');
  const curtainText = add(curtain, 'div', 'curtain-text');

  const question = add(card, 'div', 'question');
  const notice = add(stage, 'div', 'notice');
  return {
    stage,
    card,
    main,
    rehearsal,
    banner,
    phase,
    brand,
    title,
    pinned,
    prices,
    price,
    listPrice,
    steps,
    terms,
    units,
    unitsLabel,
    countdown,
    countdownLabel,
    bar,
    claims,
    scan,
    qr,
    code,
    curtainText,
    question,
    notice,
  };
}

/** Writes a text only when it differs, so that a repeated state costs no layout. */
export function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function add(parent: HTMLElement, tag: 'div' | 'section' | 'span' | 's', name: string) {
  const element = document.createElement(tag);
  element.className = name;
  parent.append(element);
  return element;
}
