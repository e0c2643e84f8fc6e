import { randomBytes } from 'node:crypto';
import type { EnvironmentId } from './hosts.ts';

/** What the portal knows of a key. Times in ms since the epoch. */
export interface KeyFacts {
  readonly createdAt: number;
  readonly expiresAt: number;
}

export interface KnownKey {
  readonly environment: EnvironmentId;
  readonly key: string;
}

/** What a request for a sandbox key comes to. */
export type KeyRequestResult =
  | { readonly refused: 'not-found' | 'several' | 'daily-limit' }
  | { readonly refused?: never; readonly key: string; readonly facts: KeyFacts };

interface Phone {
  readonly clients: number;
  key: string | null;
  /** The UTC day of the last request, YYYY-MM-DD. */
  lastDay: string | null;
}

const dayMs = 24 * 60 * 60 * 1000;
const cleanUpAfterMs = 90 * dayMs;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The last second of the day one year later: keys end with a day. */
const yearFrom = (ms: number): number => {
  const end = new Date(ms);
  return Date.UTC(end.getUTCFullYear() + 1, end.getUTCMonth(), end.getUTCDate(), 23, 59, 59);
};

/**
 * The portal's accounts: keys by environment, and the phone numbers that sandbox keys are made for.
 *
 * @param now ms since the epoch
 */
export const createAccounts = (now: () => number) => {
  const keys: Record<EnvironmentId, Map<string, KeyFacts>> = {
    sandbox: new Map(),
    production: new Map(),
    'production-ua': new Map(),
  };
  const phones = new Map<string, Phone>();
  const known: KnownKey[] = [];

  const addKey = (environment: EnvironmentId, key: string, facts: Partial<KeyFacts> = {}): void => {
    known.push({ environment, key });
    keys[environment].set(key, { createdAt: now(), expiresAt: yearFrom(now()), ...facts });
  };

  /** A key is prolonged by a year; one that was deleted by clean-up, or never was, is made. */
  const renew = (old: string | null): string => {
    const facts = old === null ? undefined : keys.sandbox.get(old);
    const keep = old !== null && facts !== undefined && facts.expiresAt > now() - cleanUpAfterMs;
    const key = keep ? old : randomBytes(16).toString('hex');
    const expiresAt = keep ? yearFrom(Math.max(facts.expiresAt, now())) : yearFrom(now());
    addKey('sandbox', key, { createdAt: keep ? facts.createdAt : now(), expiresAt });
    return key;
  };

  return {
    addKey,
    /** Every key that was ever known, also those that aren't any more. */
    known: known as readonly KnownKey[],
    /** The key is unknown from now on, as if it had been removed in the cabinet. */
    removeKey: (environment: EnvironmentId, key: string): void => {
      keys[environment].delete(key);
    },
    isActive: (environment: EnvironmentId, key: string): boolean =>
      (keys[environment].get(key)?.expiresAt ?? 0) > now(),
    /** @param clients how many clients have this number; more than one is a conflict */
    registerPhone: (phone: string, { clients = 1 }: { readonly clients?: number } = {}): void => {
      phones.set(phone, { clients, key: null, lastDay: null });
    },
    requestKey: (phone: string): KeyRequestResult => {
      const account = phones.get(phone);
      if (!account) return { refused: 'not-found' };
      if (account.clients > 1) return { refused: 'several' };
      if (account.lastDay === dayOf(now())) return { refused: 'daily-limit' };
      account.lastDay = dayOf(now());
      const key = renew(account.key);
      account.key = key;
      const facts = keys.sandbox.get(key) ?? { createdAt: now(), expiresAt: yearFrom(now()) };
      return { key, facts };
    },
    reset: (): void => {
      for (const map of Object.values(keys)) map.clear();
      phones.clear();
      known.length = 0;
    },
  };
};

export type Accounts = ReturnType<typeof createAccounts>;
