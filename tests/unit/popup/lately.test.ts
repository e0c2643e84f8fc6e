import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../utils/events';
import { UnreadableRecordError } from '../../../utils/storage';
import { browserOf } from '../../../utils/popup/lately';
import { popupWorld } from './popup-world';

const event = (at: number): Happening => ({ at, what: 'locked', environment: null, failure: null });

describe('what happened lately', () => {
  it('is shown the latest first, and followed while it is open', async () => {
    const { store, records } = popupWorld();
    await records.events.update(() => [event(1), event(2)]);
    await store.openLately();
    const shown = store.lately.value;
    expect(shown?.events.value).toEqual([event(2), event(1)]);
    await records.events.update((all) => [...all, event(3)]);
    expect(shown?.events.value?.[0]).toEqual(event(3));
    store.closeLately();
    expect(store.lately.value).toBeNull();
    await records.events.update(() => []);
    expect(shown?.events.value).toHaveLength(3);
  });

  it('says so if it cannot be read', async () => {
    const { store, records } = popupWorld();
    records.events.read = () => Promise.reject(new UnreadableRecordError('events'));
    await store.openLately();
    expect(store.lately.value?.events.value).toBeNull();
  });
});

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.7000.1 Safari/537.36';

it.each([
  [chrome, 'Chrome 156'],
  [`${chrome} Edg/156.0.1.2`, 'Edge 156'],
  [`${chrome} OPR/120.0.0.0`, 'Opera 120'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140'],
  ['Something else/1.0', ''],
])('%s is %j', (userAgent, name) => expect(browserOf(userAgent)).toBe(name));
