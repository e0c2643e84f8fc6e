import { batch, signal, type Signal } from '@preact/signals';
import type { Failure } from '../failure';
import type { KeyProblem } from '../messaging/popup-protocol';
import { portalOf, type Environment } from '../portals';
import { requestsFor } from '../tokens/sandbox-requests';
import type { TokenState } from '../token-state';
import { checkSecret } from '../vault/keys';
import type { Access } from './access';
import type { Busy } from './busy';
import { isoDate, parseDate } from './dates';
import type { PopupDependencies } from './dependencies';
import type { Drafts } from './drafts';
import type { Newsroom } from './news';
import { phoneField } from './issuing-form';
import type { LiveRecords } from './records';
import { renewalOf, type Renewal } from './renewal';
import type { KeyView } from './view';

/** What the popup's store lends. */
export interface KeyDetailsParts {
  readonly dependencies: Pick<PopupDependencies, 'ask' | 'clock'>;
  readonly records: Pick<LiveRecords, 'keyring' | 'snapshot'>;
  readonly newsroom: Newsroom;
  readonly busy: Busy;
  readonly access: Pick<Access, 'ask'>;
  readonly drafts: Drafts;
  /** Whether the forms for another key are open. */
  readonly adding: Signal<boolean>;
  /** What is open, this or nothing. */
  readonly details: Signal<unknown>;
}

/** What came of a test. Times are ms since the epoch. */
export type TestResult =
  | { readonly result: 'works'; readonly at: number }
  /** `retryAt`: the API has asked to wait until then; `null`: a test is possible at once. */
  | { readonly result: 'failed'; readonly failure: Failure; readonly retryAt: number | null };

/** What a person has typed over what is saved; a field that isn't there is as it is saved. */
export interface KeyChanges {
  readonly label?: string;
  readonly organization?: string;
  /** `YYYY-MM-DD`, or '' for none. */
  readonly validUntil?: string;
  readonly permissions?: readonly string[];
}

function resultOf(state: TokenState, now: number): TestResult | null {
  switch (state.state) {
    case 'ready':
    case 'refreshing':
      return { result: 'works', at: now };
    case 'rejected':
      return { result: 'failed', failure: state.failure, retryAt: null };
    case 'unavailable': {
      const { failure, mustWait, retryAt } = state;
      return { result: 'failed', failure, retryAt: mustWait && retryAt > now ? retryAt : null };
    }
    case 'none':
    case 'locked':
    case 'expired':
    case 'fetching':
      return null;
  }
}

/** Whichever was ticked first. */
const areSame = (some: readonly string[], others: readonly string[]): boolean =>
  new Set(some).symmetricDifference(new Set(others)).size === 0;

/** @returns what is typed where it differs, else what is saved */
const merged = (view: KeyView, changes: KeyChanges) => {
  const saved = view.validUntil === null ? '' : isoDate(view.validUntil);
  const { label = view.label, organization = view.organization, validUntil = saved } = changes;
  const { permissions = view.permissions } = changes;
  return { label, organization, validUntil, permissions, isDateSaved: validUntil === saved };
};

/**
 * What a person does with one key in its details. Lives as long as they are open.
 *
 * @param parts of the popup's store
 * @param keyId which key
 */
export function createKeyDetails(parts: KeyDetailsParts, keyId: string) {
  const { dependencies, records, newsroom, busy, access, drafts, adding, details: open } = parts;
  const { ask, clock } = dependencies;
  const changes = signal<KeyChanges>({});
  const badDate = signal(false);
  const secret = signal('');
  const problem = signal<KeyProblem | null>(null);
  const replacing = signal(false);
  const tested = signal<TestResult | null>(null);

  let led = false;

  const isDirty = (view: KeyView): boolean => {
    const next = merged(view, changes.value);
    const isSame =
      next.label === view.label &&
      next.organization === view.organization &&
      next.isDateSaved &&
      areSame(next.permissions, view.permissions);
    return badDate.value || secret.value !== '' || !isSame;
  };

  /** What the background will find as well, and what only we can tell from an ask that came twice. */
  function problemOf(text: string): KeyProblem | null {
    const own = records.keyring.value?.keys.find(({ id }) => id === keyId);
    const checked = checkSecret(text, own?.environment ?? '');
    if ('problem' in checked) return checked.problem;
    return own?.secret === checked.secret ? 'already-saved' : null;
  }

  async function runTest({ id }: Environment, allowed: Promise<boolean>): Promise<void> {
    if (!(await allowed)) {
      newsroom.raise({ alarm: 'notAllowedToken', environment: id });
      return;
    }
    const reply = await newsroom.attempt(() => ask('key.test', { keyId }));
    if (!reply) return;
    tested.value = resultOf(reply.state, clock.now());
    if (!tested.value) newsroom.raise({ alarm: 'keyGone' });
  }

  return {
    keyId,
    /** What the fields show. @param view the key as it is saved */
    fields: (view: KeyView) => merged(view, changes.value),
    /** Whether something is typed that would be lost. */
    isDirty,
    /** Whether the date is only half there. */
    badDate,
    secret,
    problem,
    /** Whether the form for another secret is open. */
    replacing,
    /** What came of the last test. */
    tested,

    type(part: KeyChanges): void {
      changes.value = { ...changes.value, ...part };
    },

    /** `isBad`: it is only half there. */
    typeDate(text: string, isBad: boolean): void {
      badDate.value = isBad;
      this.type({ validUntil: text });
    },

    typeSecret(text: string): void {
      secret.value = text;
      problem.value = null;
    },

    /** "Replace key" opens the form, or closes it and forgets what was typed. */
    toggleReplacing(): void {
      replacing.value = !replacing.value;
      this.typeSecret('');
    },

    /** "Save changes". @returns whether they are saved */
    async save(view: KeyView): Promise<boolean> {
      if (badDate.value) return false;
      const { label, organization, validUntil, permissions, isDateSaved } = merged(view, changes.value);
      const facts = {
        label: label.trim(),
        organization: organization.trim(),
        permissions: [...permissions],
        // The issuer's own time is kept to the ms, unless the person chose another day.
        validUntil: isDateSaved ? view.validUntil : parseDate(validUntil),
      };
      const done = await busy.during('edit', () => newsroom.attempt(() => ask('key.edit', { keyId, ...facts })));
      if (!done) return false;
      changes.value = {};
      newsroom.tell({ news: 'keyEdited' });
      return true;
    },

    /** Puts the secret that was typed in the place of the one that is saved. @returns whether it is */
    async replace(): Promise<boolean> {
      newsroom.clear();
      problem.value = problemOf(secret.value);
      if (problem.value) return false;
      const reply = await busy.during('replace', () =>
        newsroom.attempt(() => ask('key.replace', { keyId, secret: secret.value })),
      );
      if (!reply) return false;
      problem.value = reply.problem;
      if (reply.problem) return false;
      secret.value = '';
      replacing.value = false;
      tested.value = null;
      newsroom.tell({ news: 'keyReplaced' });
      return true;
    },

    /** "Test key". Call it within the click. */
    async test(environment: Environment): Promise<void> {
      if (busy.tasks.value.has('test')) return;
      const last = tested.value;
      const isRefused = last?.result === 'failed' && last.failure.kind === 'no-permission';
      const allowed = access.ask(environment, isRefused);
      tested.value = null;
      await busy.during('test', () => runTest(environment, allowed));
    },

    /** The way to the next key, of one that was made from a phone number. @param now ms since the epoch */
    renewal(view: KeyView, environment: Environment, now: number): Renewal {
      const { requests } = records.snapshot();
      const intervalMs = portalOf(environment.id).issuing?.intervalMs ?? 0;
      return renewalOf(requestsFor(requests.ok ? requests.value : {}, environment.id), view.addedAt, intervalMs, now);
    },

    /** Whether the list comes next, with the keyboard on this key, and not the form for the next one. */
    returns: (): boolean => !led,

    /** Back to the list. */
    close(): void {
      open.value = null;
    },

    /** Leads to the form for the next key. `phone`: the number that it is for, digits; `null`: not known. */
    renew({ id }: Environment, phone: string | null): void {
      led = true;
      batch(() => {
        const name = phoneField(portalOf(id).issuing);
        const isKnown = phone !== null && name !== null;
        drafts.change(id, { renews: true, ...(isKnown && { values: { [name]: `+${phone}` }, outcome: null }) });
        adding.value = true;
        open.value = null;
      });
    },

    /**
     * Moves the key by one place among its environment's.
     *
     * @param keys the environment's keys in their order
     * @param by -1: up; 1: down
     * @param label as it is shown
     */
    async move(keys: readonly { readonly id: string }[], by: -1 | 1, label: string): Promise<void> {
      const at = keys.findIndex(({ id }) => id === keyId) + by;
      if (at < 0 || at >= keys.length) return;
      const others = keys.filter(({ id }) => id !== keyId);
      const before = others[at]?.id ?? null;
      const done = await busy.during('move', () => newsroom.attempt(() => ask('key.move', { keyId, before })));
      if (done) newsroom.tell({ news: 'keyMoved', label, place: at + 1, of: keys.length });
    },
  };
}

export type KeyDetails = ReturnType<typeof createKeyDetails>;
