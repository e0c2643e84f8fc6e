import { expect, it } from 'vitest';
import { whenShown } from '../../../utils/page/when-shown';

it.each([false, undefined])('begins at once in a page that is shown (prerendering: %s)', (prerendering) => {
  let begun = 0;
  whenShown(Object.assign(new EventTarget(), { prerendering }), () => (begun += 1));
  expect(begun).toBe(1);
});

it('waits for a page that is only prerendered, and begins once', () => {
  const document = Object.assign(new EventTarget(), { prerendering: true });
  let begun = 0;
  whenShown(document, () => (begun += 1));
  expect(begun).toBe(0);
  for (let n = 0; n < 2; n += 1) document.dispatchEvent(new Event('prerenderingchange'));
  expect(begun).toBe(1);
});
