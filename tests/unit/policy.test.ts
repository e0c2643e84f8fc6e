import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { createGuard, shownOnly } from '../../utils/background/guard';
import { languages } from '../../utils/i18n/languages';
import { learnPolicy, storedPolicy, tellIgnored, underPolicy } from '../../utils/managed';
import { LOCK_CHOICES } from '../../utils/options/lock-choices';
import { effectiveSettings, isShown, type Policy, policyOf } from '../../utils/policy';
import { environments, portals } from '../../utils/portals';
import { defaultSettings, settingsRecord } from '../../utils/settings';
import type { Opened } from '../../utils/vault/read';
import { keyOf, keyringOf } from './support/keys';
import { memoryRecord } from './support/memory-record';

const whole: Policy = {
  environments: ['sandbox'],
  fillsByItself: { production: false },
  pillHidden: { novapost: true },
  protection: 'passphrase',
  refresh: 'on-demand',
  language: 'uk',
  badge: false,
  lockAfterMinutes: 5,
  hide: ['export'],
};

describe('policyOf', () => {
  it('takes what can be understood, part by part', () => {
    expect(policyOf(whole)).toEqual(whole);
    expect(
      policyOf({ ...whole, badge: 'no', hide: 'export', lockAfterMinutes: 0, pill: { folded: true }, more: 1 }),
    ).toEqual({
      environments: ['sandbox'],
      fillsByItself: { production: false },
      pillHidden: { novapost: true },
      protection: 'passphrase',
      refresh: 'on-demand',
      language: 'uk',
    });
  });

  it.each([undefined, null, 'text', [], {}])('of %j is nothing', (raw) => expect(policyOf(raw)).toEqual({}));
});

describe('effectiveSettings', () => {
  it("has the policy's word over the person's, and the same again", () => {
    const own = { ...defaultSettings(), fillsByItself: { production: true, sandbox: false } };
    const effective = effectiveSettings(own, whole);
    expect(effective).toMatchObject({
      fillsByItself: { production: false, sandbox: false },
      pillHidden: { novapost: true },
      badge: false,
      refresh: 'on-demand',
      language: 'uk',
      lockAfterMinutes: 5,
      pill: own.pill,
    });
    expect(effectiveSettings(effective, whole)).toEqual(effective);
  });

  it('without a policy is what the person has set', () =>
    expect(effectiveSettings(defaultSettings(), {})).toEqual(defaultSettings()));
});

describe('settings under a policy', () => {
  const world = () => {
    const own = memoryRecord(defaultSettings());
    const policy = memoryRecord<Policy>({ fillsByItself: { production: false }, badge: false });
    return { own, policy, settings: underPolicy(own, policy) };
  };

  it('refuse what the organization has set, and keep the rest', async () => {
    const { own, settings } = world();
    const fill = (environment: string, on: boolean) =>
      settings.update((all) => ({ ...all, fillsByItself: { ...all.fillsByItself, [environment]: on } }));
    await expect(fill('production', true)).rejects.toThrow('organization');
    await expect(settings.update((all) => ({ ...all, badge: true }))).rejects.toThrow('organization');
    expect(own.writes()).toBe(0);
    await fill('sandbox', false);
    expect(own.current().fillsByItself).toEqual({ sandbox: false });
  });

  it('leave what the person had set as it was, for when the policy is gone', async () => {
    const { own, policy, settings } = world();
    expect((await settings.read()).badge).toBe(false);
    await settings.update((all) => ({ ...all, refresh: 'on-demand' }));
    expect(own.current().badge).toBe(true);
    await policy.update(() => ({}));
    expect(await settings.read()).toMatchObject({ badge: true, refresh: 'on-demand' });
  });

  it('are refused by the record that is really stored, too', async () => {
    const settings = underPolicy(settingsRecord, { read: async () => ({ language: 'pl' }) });
    await expect(settings.update((all) => ({ ...all, language: 'de' }))).rejects.toThrow('organization');
    expect(await browser.storage.local.get(null)).toEqual({});
    expect((await settings.read()).language).toBe('pl');
  });
});

describe("the policy's record", () => {
  it('is nothing where the browser has none, as in Firefox', async () => {
    browser.storage.managed.get = async () => {
      throw new Error('Managed storage manifest not found');
    };
    await learnPolicy();
    expect(await storedPolicy.read()).toEqual({});
  });

  it('holds nobody up: until the browser answers, what it last told is in force', async () => {
    browser.storage.managed.get = async () => ({ badge: false });
    await learnPolicy();
    browser.storage.managed.get = () => new Promise(() => undefined);
    void learnPolicy();
    expect(await storedPolicy.read()).toEqual({ badge: false });
  });

  it('is written only where it has changed', async () => {
    browser.storage.managed.get = async () => ({ badge: false });
    await learnPolicy();
    const told: Policy[] = [];
    storedPolicy.watch((policy) => told.push(policy));
    await learnPolicy();
    browser.storage.managed.get = async () => ({ badge: true, pill: 'no' });
    await learnPolicy();
    expect(told).toEqual([{ badge: true }]);
    browser.storage.managed.get = async () => ({});
    await learnPolicy();
    expect(await storedPolicy.read()).toEqual({});
  });

  it("says that a part of it can't be understood, and not what it says", async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    browser.storage.managed.get = async () => ({ badge: false });
    await tellIgnored();
    expect(warn).not.toHaveBeenCalled();
    browser.storage.managed.get = async () => ({ badge: 'secret', secret: 1 });
    await tellIgnored();
    expect(warn).toHaveBeenCalledOnce();
    expect(String(warn.mock.calls)).not.toContain('secret');
    warn.mockRestore();
  });
});

describe('the guard', () => {
  const keyring = keyringOf(keyOf('s'), keyOf('p', { environment: 'production' }));
  const opened: Opened = { vault: 'open', protection: 'device', keyring };
  const guard = (policy: Policy) => createGuard({ read: async () => policy }, async () => opened);

  it('allows everything without a policy', async () => {
    await expect(guard({}).allowKey('production')).resolves.toBeUndefined();
    await expect(guard({}).allow('forget')).resolves.toBeUndefined();
  });

  it('refuses keys of hidden environments, and keys that would be kept another way', async () => {
    await expect(guard({ environments: ['sandbox'] }).allowKey('production')).rejects.toThrow('organization');
    await expect(guard({ environments: ['sandbox'] }).allowKey('sandbox')).resolves.toBeUndefined();
    await expect(guard({ protection: 'passphrase' }).allowKey('sandbox')).rejects.toThrow('organization');
    await expect(guard({ protection: 'passphrase' }).allowKey(null, 'passphrase')).resolves.toBeUndefined();
    await expect(guard({ protection: 'passphrase' }).allowKey(null, 'session')).rejects.toThrow('organization');
  });

  it('refuses what is hidden', () =>
    expect(guard({ hide: ['forget'] }).allow('forget')).rejects.toThrow('organization'));

  it('makes no token of keys that are hidden', () => {
    expect(shownOnly(opened, { environments: ['sandbox'] })).toMatchObject({ keyring: { keys: [keyring.keys[0]] } });
    expect(shownOnly(opened, {})).toEqual(opened);
  });
});

describe('what administrators read', () => {
  const schema = JSON.parse(readFileSync(new URL('../../public/managed-schema.json', import.meta.url), 'utf8'));
  const { properties } = schema;

  it('names each part, and no other', () =>
    expect(Object.keys(properties).toSorted()).toEqual(Object.keys(whole).toSorted()));

  it('names each environment, portal, language and time', () => {
    const ids = environments.map(({ id }) => id);
    expect(properties.environments.items.enum).toEqual(ids);
    expect(Object.keys(properties.fillsByItself.properties)).toEqual(ids);
    expect(Object.keys(properties.pillHidden.properties)).toEqual(portals.map(({ id }) => id));
    expect(properties.language.enum).toEqual(Object.keys(languages));
    expect(properties.lockAfterMinutes.enum).toEqual(LOCK_CHOICES);
    expect(ids.every((id) => isShown({}, id))).toBe(true);
  });
});
