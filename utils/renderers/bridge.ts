import { parseCommand } from './commands';
import { quietly } from './guards';
import { isOneOf, isUnder } from './servers';
import type { PageCommand, PageReport, Renderer, RendererListeners } from './types';

type Fill = Extract<PageCommand, { do: 'fill' }>;
type Refusal = Extract<PageReport, { say: 'not-filled' }>['why'];

/**
 * The MAIN world's side of a docs page: carries out commands on the renderer, and reports. It keeps the base URLs that a token was
 * issued for beside the token, and clears it by itself, in the turn in which another server is selected: an answer from the worker
 * would come after a person's next click. What it has of ours in the scheme:
 *
 *   nothing ──fill──▶ under way ──verified──▶ held ──fill, newer token──▶ under way
 *      ▲                  │                    │
 *      └── other server, clear, spec change ───┴── taken out by hand ──▶ nothing, removed
 *
 * @param report sends to the isolated world; may answer with a command in the same turn
 * @returns the listeners for adapters, `attach` for a renderer that was found, and `command` for what comes over the channel
 */
export const createBridge = (report: (report: PageReport) => void) => {
  let renderer: Renderer | null = null;
  /** The fill under way, or the one whose token is in the scheme. */
  let held: Fill | null = null;
  /** Where the last token that was put in may go, also after it was taken out: a person may have it from us and type it. */
  let issuedFor: readonly string[] = [];
  let isVerified = false;
  /** A person took ours out: it stays out until they ask, or the spec is loaded anew. */
  let isRemoved = false;

  const selected = () => renderer?.selectedServer() ?? null;
  const holdsOurs = () => !!held && renderer?.value(held.scheme) === held.token;
  const isForSelected = ({ servers }: Fill) => isOneOf(servers, selected());
  const refuse = ({ id }: Fill, why: Refusal) => report({ say: 'not-filled', id, why });

  /** Takes ours out if it is in, and ends an `apply` under way. */
  const release = (): void => {
    if (held) renderer?.clear(held.scheme, held.token);
    held = null;
  };

  const noteRemoval = () => {
    if (!held || !isVerified || renderer?.value(held.scheme)) return;
    held = null;
    isRemoved = true;
  };

  const reasonAgainst = (fill: Fill, target: Renderer): Refusal | null => {
    const value = target.value(fill.scheme);
    if (value === null) return 'no-scheme';
    if (!isForSelected(fill)) return 'other-server';
    if (fill.overwrite) return null;
    if (!value) return isRemoved ? 'removed' : null;
    // A value that an old session left is nobody's work of today; any other one is, unless it is ours.
    return holdsOurs() || value === target.original(fill.scheme) ? null : 'typed';
  };

  const apply = async (fill: Fill, target: Renderer): Promise<void> => {
    const before = held;
    held = fill;
    isVerified = isRemoved = false;
    const result = await target.apply(fill.scheme, fill.token);
    if (held === fill && result === 'applied' && isForSelected(fill)) {
      isVerified = true;
      return report({ say: 'filled', id: fill.id });
    }
    if (held === fill) release();
    // Cleared or overtaken while it was under way: nothing of it may stay behind that nobody answers for.
    else if (held?.token !== fill.token) target.clear(fill.scheme, fill.token);
    // Nor the one that this was to replace, unless it is the one that overtook.
    if (before && before.token !== held?.token) target.clear(before.scheme, before.token);
    if (!isForSelected(fill)) return refuse(fill, 'other-server');
    return refuse(fill, result === 'applied' ? 'not-verified' : result);
  };

  const fill = async (command: Fill): Promise<void> => {
    if (!renderer?.isReady()) return refuse(command, 'no-renderer');
    noteRemoval();
    const reason = reasonAgainst(command, renderer);
    if (reason) return refuse(command, reason);
    issuedFor = command.servers;
    if (!isVerified || held?.token !== command.token || !holdsOurs()) return apply(command, renderer);
    held = command;
    return report({ say: 'filled', id: command.id });
  };

  const listeners: RendererListeners = {
    onReady: () => {
      if (!renderer) return;
      if (held && !(holdsOurs() && isForSelected(held))) release();
      isRemoved = false;
      report({ say: 'ready', renderer: renderer.name, servers: renderer.servers(), selected: selected() });
    },
    onServerChange: () => {
      noteRemoval();
      if (held && !isForSelected(held)) release();
      report({ say: 'server', selected: selected() });
    },
    onAnswer: (status, url) => {
      if (held && isUnder(held.servers, url)) report({ say: 'answer', status });
    },
    mayCarryToken: (url) => isUnder(issuedFor, url),
  };

  return {
    listeners,
    /** Takes over from a renderer that the page has replaced, or taken away. */
    attach: (found: Renderer | null) => {
      release();
      renderer?.dispose();
      renderer = found;
      if (found?.isReady()) listeners.onReady();
    },
    /** @param raw parsed JSON from the channel; anything but a command is ignored */
    command: (raw: unknown) => {
      const command = parseCommand(raw);
      if (!command) return;
      if (command.do === 'fill') return void fill(command).catch(() => refuse(command, 'not-verified'));
      if (held?.scheme === command.scheme) quietly(release);
    },
  };
};
