import { createClient } from '../messaging/client';
import { type IssuingOutcome, type PopupProtocol, popupReplies } from '../messaging/popup-protocol';
import { portalOf, type Environment } from '../portals';
import { keyringOf } from '../vault/read';
import type { PopupDependencies } from './dependencies';

/**
 * Asks the background for a key that a portal makes.
 *
 * A worker may be stopped after the portal has made a key and before we hear of it. So a request that no rule of the portal's holds back is
 * never sent a second time, and whenever nobody knows whether there is a key, it is looked for among those that were kept.
 *
 * @param dependencies background, keys and clock
 * @returns `request`: of an environment whose portal makes keys, with the values of its fields; resolves with what became of it, rejects with
 *   NoAnswerError if the background says that it failed, or can't be reached where asking again does no harm
 */
export function createKeyRequest({
  ask,
  send,
  records,
  clock,
}: Pick<PopupDependencies, 'ask' | 'send' | 'records' | 'clock'>) {
  const lost = (): IssuingOutcome => ({
    outcome: 'failed',
    // Its connections ended with the worker.
    failure: { kind: 'unreachable' },
    mayExist: true,
    again: clock.now(),
    fields: {},
  });
  const askOnce = createClient<PopupProtocol>(popupReplies, (message) =>
    send(message).catch(() => ({ ok: true, value: lost() })),
  );

  /** The id of a key that was made for the environment since then (ms since the epoch), as far as keys can be had. */
  async function keptSince(environment: string, since: number): Promise<string | undefined> {
    const opened = await records.vault.read().catch(() => null);
    const keys = opened ? keyringOf(opened).keys : [];
    return keys.find((key) => key.environment === environment && key.source !== 'pasted' && key.addedAt >= since)?.id;
  }

  return async ({ id }: Environment, values: Readonly<Record<string, string>>): Promise<IssuingOutcome> => {
    const since = clock.now();
    // The background remembers a request that it may not repeat, and so tells of the first one when it is asked twice.
    const isHeldBack = (portalOf(id).issuing?.intervalMs ?? 0) > 0;
    const outcome = await (isHeldBack ? ask : askOnce)('key.issue', { environment: id, values: { ...values } });
    if (!('mayExist' in outcome && outcome.mayExist)) return outcome;
    const keyId = await keptSince(id, since);
    return keyId === undefined ? outcome : { outcome: 'made', keyId, again: outcome.again };
  };
}
