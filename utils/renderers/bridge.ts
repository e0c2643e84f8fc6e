import { parseCommand } from './commands';
import { isOneOf, isUnder } from './servers';
import type { PageCommand, PageReport, Renderer, RendererListeners, TryAnswer } from './types';

type Fill = Extract<PageCommand, { do: 'fill' }>;
type Refusal = Extract<PageReport, { say: 'not-filled' }>['why'];

/**
 * What we put into the scheme:
 *
 *   nothing ──fill──▶ under way ──verified──▶ held ──fill, newer token──▶ under way
 *      ▲                  │                    │
 *      └── other server, clear, spec change ───┴── taken out by hand ──▶ nothing, removed
 */
interface Held {
  fill: Fill;
  verified: boolean;
}

/**
 * The MAIN world's side of a docs page: carries out commands on the renderer, and reports. It keeps the base URLs that a token was
 * issued for beside the token, and clears it by itself, in the turn in which another server is selected: an answer from the worker
 * would come after a person's next click.
 *
 * @param report sends to the isolated world; may answer with a command in the same turn
 * @returns the listeners for adapters, `attach` for a renderer that was found, and `command` for what comes over the channel
 */
export const createBridge = (report: (report: PageReport) => void) => {
  let renderer: Renderer | null = null;
  let held: Held | null = null;
  /** A person took ours out: it stays out until they ask, or the spec is loaded anew. */
  let removed = false;

  const selected = () => renderer?.selectedServer() ?? null;
  const holdsOurs = () => held !== null && renderer?.value(held.fill.scheme) === held.fill.token;
  const isForSelected = (fill: Fill) => isOneOf(fill.servers, selected());
  const refuse = (id: number, why: Refusal) => report({ say: 'not-filled', id, why });

  /** Takes ours out if it is in, and ends an `apply` under way. @returns whether there was anything of ours */
  const release = (): boolean => {
    if (!held) return false;
    const ours = holdsOurs() || !held.verified;
    renderer?.clear(held.fill.scheme, held.fill.token);
    held = null;
    return ours;
  };

  const noteRemoval = () => {
    if (!held?.verified || renderer?.value(held.fill.scheme) !== '') return;
    held = null;
    removed = true;
  };

  const reasonAgainst = (fill: Fill, target: Renderer): Refusal | null => {
    const value = target.value(fill.scheme);
    if (value === null) return 'no-scheme';
    if (!isForSelected(fill)) return 'other-server';
    if (fill.overwrite) return null;
    if (value === '') return removed ? 'removed' : null;
    // A value that an old session left is nobody's work of today; any other one is, unless it is ours.
    return holdsOurs() || value === target.original(fill.scheme) ? null : 'typed';
  };

  const settle = async (fill: Fill, target: Renderer): Promise<void> => {
    const mine: Held = { fill, verified: false };
    held = mine;
    removed = false;
    const result = await target.apply(fill.scheme, fill.token);
    if (held !== mine) {
      // Cleared or overtaken while it was under way: nothing of it may stay behind that nobody answers for.
      if (held?.fill.token !== fill.token) target.clear(fill.scheme, fill.token);
      refuse(fill.id, isForSelected(fill) ? 'not-verified' : 'other-server');
    } else if (result === 'applied' && isForSelected(fill)) {
      mine.verified = true;
      report({ say: 'filled', id: fill.id });
    } else {
      release();
      refuse(fill.id, result === 'applied' ? 'other-server' : result);
    }
  };

  const fill = async (command: Fill): Promise<void> => {
    if (!renderer?.isReady()) return refuse(command.id, 'no-renderer');
    noteRemoval();
    const reason = reasonAgainst(command, renderer);
    if (reason) return refuse(command.id, reason);
    if (held?.verified && held.fill.scheme === command.scheme && held.fill.token === command.token && holdsOurs()) {
      held.fill = command;
      return report({ say: 'filled', id: command.id });
    }
    if (held && held.fill.scheme !== command.scheme) release();
    return settle(command, renderer);
  };

  const listeners: RendererListeners = {
    onReady: () => {
      if (!renderer) return;
      if (held && !(holdsOurs() && isForSelected(held.fill))) release();
      removed = false;
      report({ say: 'ready', renderer: renderer.name, servers: renderer.servers(), selected: selected() });
    },
    onServerChange: () => {
      noteRemoval();
      if (held && !isForSelected(held.fill) && release()) report({ say: 'cleared', why: 'server' });
      report({ say: 'server', selected: selected() });
    },
    onAnswer: ({ status, url }: TryAnswer) => {
      if (held && isUnder(held.fill.servers, url)) report({ say: 'answer', status, id: held.fill.id });
    },
    mayCarryToken: (url) => held !== null && isUnder(held.fill.servers, url),
  };

  return {
    listeners,
    /** Takes over from a renderer that the page has replaced. */
    attach: (found: Renderer) => {
      release();
      renderer?.dispose();
      renderer = found;
      if (found.isReady()) listeners.onReady();
    },
    /** @param raw parsed JSON from the channel; anything but a command is ignored */
    command: (raw: unknown) => {
      const command = parseCommand(raw);
      if (command?.do === 'fill') fill(command).catch(() => refuse(command.id, 'not-verified'));
      if (command?.do !== 'clear') return;
      if (held?.fill.scheme === command.scheme) release();
      report({ say: 'cleared', why: 'asked' });
    },
  };
};

/** What `createBridge` makes. */
export type Bridge = ReturnType<typeof createBridge>;
