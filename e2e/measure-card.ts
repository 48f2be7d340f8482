import type { Box } from '../server/protocol/overlay-stage.ts';

export type TextOnCard = { what: string; box: Box };

/** Runs in the overlay's page: what of its card is seen, where, and how large. */
export function measureCard() {
  const boxOf = (one: Element) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return { left, top, width, height };
  };
  const pxOf = (one: Element) => Number.parseFloat(getComputedStyle(one).fontSize);
  const isSeen = (one: Element) => {
    const { width, height } = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    return width > 0 && height > 0 && style.visibility === 'visible' && style.clipPath === 'none';
  };
  const said = [...document.querySelectorAll('.card *')].filter(
    (one) =>
      isSeen(one) &&
      one.closest('.curtain') === null &&
      [...one.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent),
  );
  const numbers = said.filter((one) => one.matches('.number'));
  return {
    boxes: [
      ...document.querySelectorAll('.card, .plate, .banner, .question, .scan, .figure, .qr svg'),
    ]
      .filter(isSeen)
      .map((one) => ({ what: one.className.toString(), box: boxOf(one) })),
    texts: said.map((one) => ({ what: one.className.toString(), box: boxOf(one) })),
    numbersPx: numbers.map(pxOf),
    textsPx: said.filter((one) => !numbers.includes(one)).map(pxOf),
    isCutOff: [...document.querySelectorAll('.main')].some(
      ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
    ),
    qrPx: document.querySelector('.qr svg')?.getBoundingClientRect().width ?? 0,
  };
}

/** What leaves an area, in words. */
export function outsideOf(area: Box, boxes: readonly TextOnCard[]): string[] {
  return boxes
    .filter(
      ({ box }) =>
        box.left < area.left ||
        box.top < area.top ||
        box.left + box.width > area.left + area.width ||
        box.top + box.height > area.top + area.height,
    )
    .map(({ what, box }) => `${what} ${JSON.stringify(box)}`);
}
