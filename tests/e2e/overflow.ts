import type { Page } from '@playwright/test';

/**
 * @returns each text of the page that is cut off, sticks out of its element, or lies beside what a person sees, with where it stands;
 *   nothing if all fits
 */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found: string[] = [];
    const tell = (element: Element, what: string) =>
      found.push(`${what}: <${element.localName} class="${element.className}"> ${element.textContent.slice(0, 60)}`);
    if (document.documentElement.scrollWidth > width) tell(document.documentElement, 'the page scrolls sideways');
    for (const element of document.body.querySelectorAll('*')) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      if (!hasText || !element.checkVisibility()) continue;
      const { left, right, width: own } = element.getBoundingClientRect();
      // For screen readers alone.
      if (own <= 1) continue;
      if (left < 0 || right > width + 0.5) tell(element, `from ${left} to ${right} of ${width}`);
      // An inline element has no size of its own; what holds it does.
      if (getComputedStyle(element).display === 'inline') continue;
      if (element.scrollWidth > element.clientWidth) tell(element, `${element.scrollWidth} in ${element.clientWidth}`);
      if (element.scrollHeight > element.clientHeight + 2 && getComputedStyle(element).overflowY !== 'visible')
        tell(element, `${element.scrollHeight} high in ${element.clientHeight}`);
    }
    return found;
  });
