import { findEnvironment, portalOf, type Credential, type Environment } from '../portals';
import { fillsByItself, type Settings } from '../settings';
import type { Loaded } from '../storage';
import type { TokenRecords } from '../tokens/record';
import { requestsFor, type SandboxRequests } from '../tokens/sandbox-requests';
import { activeKey, noKeys, type Key } from '../vault/keyring';
import { keyringOf, type Opened } from '../vault/read';
import { phoneField } from './issuing-form';
import { tokenView, type TokenView } from './token-view';

/** What the popup shows, made from the stored records and the time. Pure. All times are ms since the epoch. */

export interface PopupData {
  readonly vault: Loaded<Opened>;
  readonly tokens: Loaded<TokenRecords>;
  readonly requests: Loaded<SandboxRequests>;
  readonly settings: Loaded<Settings>;
  /** Whether there are keys on the disk. */
  readonly kept: Loaded<boolean>;
  /** Damaged records that were set aside. */
  readonly aside: readonly { readonly name: string }[];
}

export interface KeyView {
  readonly id: string;
  readonly label: string;
  /** The last four characters; '' of a key so short that they would give it away. */
  readonly tail: string;
  /** `null` while it is masked, so that nothing can draw it by mistake. */
  readonly secret: string | null;
  readonly active: boolean;
  readonly addedAt: number;
  readonly createdAt: number | null;
  readonly validUntil: number | null;
  /** As the issuer said, or `expired` once its validity is over. */
  readonly status: Key['status'];
  /** Its validity is over within 30 days. */
  readonly endsSoon: boolean;
  readonly organization: string;
  readonly permissions: readonly string[];
  readonly source: Key['source'];
}

/** The last request for a sandbox key that still forbids another one for the same number. */
export interface RequestView {
  /** The last two digits: enough to know one's own number by. */
  readonly tail: string;
  readonly answered: boolean;
  /** When the next one is possible. */
  readonly again: number;
}

export interface EnvironmentView {
  readonly environment: Environment;
  /** The keys are under a passphrase that has yet to be entered. */
  readonly locked: boolean;
  readonly keys: readonly KeyView[];
  /** The first production key asks how keys are to be kept: as long as that was never chosen. */
  readonly asksProtection: boolean;
  readonly token: TokenView;
  /** `null`: not known. */
  readonly fills: boolean | null;
  /** What is sent along, and so what a key is here. */
  readonly kind: Credential['kind'];
  /** Which permissions a key can have here. */
  readonly permissions: readonly string[];
  /** How keys can be had here: from a phone number, from other values, or not at all. */
  readonly issues: 'phone' | 'values' | null;
  /** Whether what the portal wants for it is there: its own key, or nothing. */
  readonly canIssue: boolean;
  readonly request: RequestView | null;
}

export type RecordName = Exclude<keyof PopupData, 'aside' | 'kept'>;

/** Something stored that needs the person: it can't be read, or not be changed, or was set aside. */
export interface StoredTrouble {
  readonly what: RecordName | 'other';
  /** `orphans`: keys that are there, of a portal that isn't. */
  readonly trouble: 'unreadable' | 'newer' | 'aside' | 'lost' | 'orphans';
}

const SHORTEST_WITH_TAIL = 12;
/** How long before its end a key is marked. ms. */
const SOON_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * @param secret a key
 * @returns what may be seen of it while it is masked: its last four characters, or '' if it is shorter than 12
 */
export const tailOf = (secret: string): string => (secret.length < SHORTEST_WITH_TAIL ? '' : secret.slice(-4));

const keyView = (key: Key, active: boolean, revealed: string | null, now: number): KeyView => ({
  id: key.id,
  label: key.label,
  tail: tailOf(key.secret),
  secret: key.id === revealed ? key.secret : null,
  active,
  addedAt: key.addedAt,
  createdAt: key.createdAt,
  validUntil: key.validUntil,
  status: key.validUntil !== null && key.validUntil <= now ? 'expired' : key.status,
  endsSoon: key.validUntil !== null && key.validUntil > now && key.validUntil <= now + SOON_MS,
  organization: key.organization,
  permissions: key.permissions,
  source: key.source,
});

/**
 * @param requests earlier requests for sandbox keys
 * @param intervalMs how long a number waits for its next key
 * @param now the time
 * @returns the last one that still forbids another, or `null`
 */
export function requestView(requests: SandboxRequests, intervalMs: number, now: number): RequestView | null {
  const barring = Object.entries(requests).filter(([, { at }]) => at <= now && now < at + intervalMs);
  const [last] = barring.toSorted(([, a], [, b]) => b.at - a.at);
  if (!last) return null;
  const [phone, { at, answered }] = last;
  return { tail: phone.slice(-2), answered, again: at + intervalMs };
}

/**
 * The keys of one environment.
 *
 * @param vault the record as it was read
 * @param environment which one
 * @param revealed the id of the key that is shown in full, or `null`
 * @param now the time
 */
export function keyViews(
  vault: Loaded<Opened>,
  environment: Environment,
  revealed: string | null,
  now: number,
): readonly KeyView[] {
  const keyring = vault.ok ? keyringOf(vault.value) : noKeys();
  const active = activeKey(keyring, environment.id);
  const own = keyring.keys.filter((key) => key.environment === environment.id);
  return own.map((key) => keyView(key, key.id === active?.id, revealed, now));
}

/**
 * What is shown of one environment.
 *
 * @param data the records as they were read
 * @param environment which one
 * @param revealed the id of the key that is shown in full, or `null`
 * @param now the time
 */
export function environmentView(
  data: PopupData,
  environment: Environment,
  revealed: string | null,
  now: number,
): EnvironmentView {
  const { vault, tokens, requests, settings } = data;
  const keyring = vault.ok ? keyringOf(vault.value) : null;
  const { credential, permissions, issuing: all } = portalOf(environment.id);
  const issuing = all?.environment === environment.id ? all : null;
  const active = keyring ? activeKey(keyring, environment.id) : undefined;
  return {
    environment,
    locked: vault.ok && vault.value.vault === 'locked',
    keys: keyViews(vault, environment, revealed, now),
    asksProtection: environment.kind === 'production' && isUnprotected(vault),
    token: tokenView(active, tokens.ok ? tokens.value : null, now),
    fills: settings.ok ? fillsByItself(settings.value, environment.id) : null,
    kind: credential.kind,
    permissions,
    issues: issuing && (phoneField(issuing) === null ? 'values' : 'phone'),
    canIssue: issuing !== null && (!issuing.authorized || active !== undefined),
    request:
      issuing && phoneField(issuing) !== null && requests.ok
        ? requestView(requestsFor(requests.value, environment.id), issuing.intervalMs, now)
        : null,
  };
}

/**
 * @param keys an environment's
 * @param chosen the id of the key that the person has just chosen, or `null`
 * @returns the same, with that key's radio set: a redraw before the background has agreed must not move the dot back
 */
export const withChosen = (keys: readonly KeyView[], chosen: string | null): readonly KeyView[] =>
  keys.some(({ id }) => id === chosen) ? keys.map((key) => ({ ...key, active: key.id === chosen })) : keys;

/** Whether keys are kept as they are unless somebody chooses, and no production key has made anybody choose. */
function isUnprotected(vault: Loaded<Opened>): boolean {
  if (!vault.ok || vault.value.vault === 'locked' || vault.value.protection !== 'device') return false;
  return !vault.value.keyring.keys.some(({ environment }) => findEnvironment(environment)?.kind === 'production');
}

/** Whether the record of all keys is there and empty, as one is that the browser has lost. */
const hasNoKeys = (vault: Loaded<Opened>): boolean =>
  vault.ok &&
  vault.value.vault === 'open' &&
  vault.value.protection === 'device' &&
  vault.value.keyring.keys.length === 0;

/** By the stored names. */
const names: Readonly<Record<string, RecordName>> = {
  keyring: 'vault',
  keys: 'vault',
  settings: 'settings',
  sandboxRequests: 'requests',
};

/**
 * @param data the records as they were read
 * @returns what is wrong with them, keys first; each once
 */
export function storedTroubles(data: PopupData): StoredTrouble[] {
  const records: RecordName[] = ['vault', 'tokens', 'settings', 'requests'];
  const found = records.flatMap((what): StoredTrouble[] => {
    const { ok, newer = false } = data[what];
    return ok && !newer ? [] : [{ what, trouble: newer ? 'newer' : 'unreadable' }];
  });
  const aside = new Set(data.aside.map(({ name }) => names[name] ?? 'other'));
  const isLost = data.kept.ok && data.kept.value && hasNoKeys(data.vault) && !aside.has('vault');
  return [
    ...found,
    ...[...aside].map((what): StoredTrouble => ({ what, trouble: 'aside' })),
    ...(isLost ? [{ what: 'vault', trouble: 'lost' } as const] : []),
  ];
}
