import { expect, it } from 'vitest';
import { untilAnswered } from '../../../utils/page/until-answered';
import { createTarget } from '../support/gestures';

/** A page that asks; the test answers. */
function start() {
  const { target, fire } = createTarget();
  const asked: PromiseWithResolvers<string>[] = [];
  const clock = { now: 0 };
  const answers: string[] = [];
  const ask = () => {
    const one = Promise.withResolvers<string>();
    asked.push(one);
    return one.promise;
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  void untilAnswered(ask, target, () => clock.now).then((answer) => answers.push(answer));
  return {
    asked,
    answers,
    clock,
    fire,
    answer: (answer: string) => (asked.at(-1)?.resolve(answer), settle()),
    fail: () => (asked.at(-1)?.reject(new Error('gone')), settle()),
  };
}

it('asks at once, and never again once that is answered', async () => {
  const page = start();
  await page.answer('hello');
  expect(page.answers).toEqual(['hello']);
  page.fire('pointerdown', true);
  expect(page.asked).toHaveLength(1);
});

it('asks again when a person uses the page, not when its script pretends so', async () => {
  const page = start();
  await page.fail();
  expect(page.asked).toHaveLength(1);
  page.fire('pointerdown', false);
  expect(page.asked).toHaveLength(1);
  page.fire('pointerdown', true);
  await page.answer('hello');
  expect(page.answers).toEqual(['hello']);
  expect(page.asked).toHaveLength(2);
});

it('asks at most once a minute however much the page is used, and one at a time', async () => {
  const page = start();
  page.fire('keydown', true);
  expect(page.asked).toHaveLength(1);
  await page.fail();
  for (page.clock.now = 60_000; page.clock.now <= 180_000; page.clock.now += 1000) {
    page.fire('keydown', true);
    await page.fail();
  }
  expect(page.asked).toHaveLength(4);
  expect(page.answers).toEqual([]);
});
