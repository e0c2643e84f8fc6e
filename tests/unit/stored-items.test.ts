import { describe, expect, it } from 'vitest';
import { browser } from 'wxt/browser';
import { forgetStored, storedItems } from '../../utils/stored-items';
import { localAsideRecord, sessionAsideRecord, settleStored } from '../../utils/stored-aside';
import { readSources } from './support/sources';

const aside = { local: localAsideRecord, session: sessionAsideRecord };
const settle = () => settleStored(storedItems, aside, 5);
const everything = async () => ({
  ...(await browser.storage.local.get(null)),
  ...(await browser.storage.session.get(null)),
});

it('every record that is declared anywhere is on the list', () => {
  const declared = [...readSources().values()].flatMap(({ code }) =>
    [...code.matchAll(/\bdefineRecord\b[^(]*\(\{\s*key: '(\w+:\w+)'/g)].map(([, key = '']) => key),
  );
  expect(declared.length).toBeGreaterThan(5);
  expect(storedItems.map(({ area, name }) => `${area}:${name}`).toSorted()).toEqual(declared.toSorted());
});

describe('forgetting', () => {
  it('leaves nothing in either area, known or not', async () => {
    for (const { area, name } of storedItems) await browser.storage[area].set({ [name]: `secret ${name}` });
    await browser.storage.local.set({ ofAnOlderVersion: 'secret' });
    expect(Object.keys(await everything())).toHaveLength(storedItems.length);
    await forgetStored();
    expect(await everything()).toEqual({});
  });
});

describe('settling', () => {
  it('sets damaged records aside in their own area, as they are', async () => {
    await browser.storage.local.set({ keyring: { version: 2, data: 'secret' }, settings: [1] });
    await browser.storage.session.set({ keys: 'secret', tokens: 'worthless' });
    await settle();
    expect(await localAsideRecord.read()).toEqual([
      { name: 'keyring', at: 5, value: { version: 2, data: 'secret' } },
      { name: 'settings', at: 5, value: [1] },
    ]);
    expect(await sessionAsideRecord.read()).toEqual([{ name: 'keys', at: 5, value: 'secret' }]);
    expect(Object.keys(await browser.storage.local.get(null))).toEqual(['aside']);
    expect(Object.keys(await browser.storage.session.get(null))).toEqual(['aside']);
  });

  it('keeps what an interrupted one has kept already once', async () => {
    await browser.storage.local.set({ keyring: 'damaged' });
    await localAsideRecord.update(() => [{ name: 'keyring', at: 1, value: 'damaged' }]);
    await settle();
    expect(await localAsideRecord.read()).toEqual([{ name: 'keyring', at: 1, value: 'damaged' }]);
  });

  it('keeps a second one beside the first', async () => {
    for (const value of ['one', 'two']) {
      await browser.storage.local.set({ keyring: value });
      await settle();
    }
    expect((await localAsideRecord.read()).map(({ value }) => value)).toEqual(['one', 'two']);
  });

  it('of what was set aside, damaged itself, holds nobody up', async () => {
    await browser.storage.local.set({ aside: 'damaged', keyring: 'damaged too' });
    await settle();
    expect(await localAsideRecord.read()).toEqual([
      { name: 'aside', at: expect.any(Number), value: 'damaged' },
      { name: 'keyring', at: 5, value: 'damaged too' },
    ]);
  });

  it('does what it can for the others if one fails, and says so', async () => {
    await browser.storage.local.set({ keyring: 'damaged', settings: 'damaged', aside: { version: 9, data: 'newer' } });
    await browser.storage.session.set({ tokens: 'worthless' });
    await expect(settle()).rejects.toThrow(/newer version's/);
    expect(await browser.storage.local.get('keyring')).toEqual({ keyring: 'damaged' });
    expect(await browser.storage.session.get(null)).toEqual({});
  });
});
