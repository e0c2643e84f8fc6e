import { beforeEach, describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { createNotes } from '../../../utils/background/notes';
import { eventsRecord, type Happening, type Note } from '../../../utils/events';

let now: number;
let note: Note;

beforeEach(() => {
  now = 1_000_000;
  note = createNotes(eventsRecord, () => now);
});

/** What is stored once all that was noted is written. */
const stored = async (): Promise<Happening[]> => {
  await eventsRecord.update((all) => all);
  return eventsRecord.read();
};

it('keeps what happened, in order, with its time', async () => {
  note('fetched', 'sandbox');
  now += 1;
  note('unlocked');
  expect(await stored()).toEqual([
    { at: 1_000_000, what: 'fetched', environment: 'sandbox', failure: null },
    { at: 1_000_001, what: 'unlocked', environment: null, failure: null },
  ]);
});

it('keeps why, without what the API said', async () => {
  note('rejected', 'production', { kind: 'refused', status: 401, said: 'No key 0123456789abcdef of Jane Doe' });
  note('unavailable', 'production', { kind: 'offline' });
  expect((await stored()).map(({ failure }) => failure)).toEqual([
    { kind: 'refused', status: 401, said: '' },
    { kind: 'offline' },
  ]);
  expect(JSON.stringify(await browser.storage.session.get(null))).not.toMatch(/0123456789abcdef|Jane/);
});

it('keeps the last fifty', async () => {
  for (let at = 0; at < 60; at += 1) {
    now += 10_000;
    note(at % 2 ? 'applied' : 'cleared', 'sandbox');
  }
  const all = await stored();
  expect(all).toHaveLength(50);
  expect(all.at(-1)).toMatchObject({ at: now, what: 'applied' });
});

describe('the same within a few seconds', () => {
  it('is kept once, as the latest: many tabs fill no list', async () => {
    note('fetched', 'sandbox');
    for (let tab = 0; tab < 50; tab += 1) {
      now += 1;
      note('applied', 'sandbox');
    }
    expect((await stored()).map(({ what, at }) => [what, at])).toEqual([
      ['fetched', 1_000_000],
      ['applied', now],
    ]);
  });

  it('leaves the true order when a page goes back and forth', async () => {
    for (let turn = 0; turn < 300; turn += 1) {
      now += 20;
      note(turn % 2 ? 'cleared' : 'applied', 'sandbox');
    }
    expect((await stored()).map(({ what }) => what)).toEqual(['applied', 'cleared']);
  });

  it('but of another environment, for another reason, or later it is something else', async () => {
    note('unavailable', 'sandbox', { kind: 'offline' });
    note('unavailable', 'production', { kind: 'offline' });
    note('unavailable', 'sandbox', { kind: 'timeout' });
    now += 10_000;
    note('unavailable', 'sandbox', { kind: 'offline' });
    expect(await stored()).toHaveLength(4);
  });

  it('a clock that was set back makes nothing the same', async () => {
    note('applied', 'sandbox');
    now -= 3_600_000;
    note('applied', 'sandbox');
    expect(await stored()).toHaveLength(2);
  });
});
