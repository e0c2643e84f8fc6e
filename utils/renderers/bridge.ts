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
 *      └── other server, clear, spec change ───┴── taken out or typed over by hand ──▶ lost
 *
 * What is lost stays so until the person asks, or the spec is loaded anew.
 *
 * @param report sends to the isolated world; may answer with a command in the same turn
 * @returns the listeners for adapters, `attach` for a renderer that was found, and `command` for what comes over the channel
 */
export const createBridge = (report: (report: PageReport) => void) => {
  let renderer: Renderer | null = null;
  /** The fill under way, or the one whose token is in the scheme, or was when it was lost. */
  let held: Fill | null = null;
  /** Where the last token that was put in may go, also after it was taken out: a person may have it from us and type it. */
  let issuedFor: readonly string[] = [];
  let isVerified = false;
  let loss: 'typed' | 'removed' | null = null;

  const selected = () => renderer?.selectedServer() ?? null;
  const holdsOurs = () => !!held && renderer?.value(held.scheme) === held.token;
  const isForSelected = ({ servers }: Fill) => isOneOf(servers, selected());
  const tell = ({ id }: Fill, why?: Refusal) => report(why ? { say: 'not-filled', id, why } : { say: 'filled', id });

  /** Takes ours out if it is in, and ends an `apply` under way. */
  const release = (): void => {
    if (loss || !held) return;
    renderer?.clear(held.scheme, held.token);
    held = null;
  };

  /** Tells of a loss once, and again when one kind becomes the other: Swagger UI wants a value taken out before another is typed. */
  const noteLoss = () => {
    if (!held || !isVerified || (!loss && holdsOurs())) return;
    const value = renderer?.value(held.scheme);
    const now = value ? 'typed' : 'removed';
    // No scheme at all is nobody's doing: another spec is about to be there.
    if (value === null || now === loss) return;
    loss = now;
    tell(held, now);
  };

  const reasonAgainst = (fill: Fill, target: Renderer): Refusal | null => {
    const value = target.value(fill.scheme);
    if (value === null) return 'no-scheme';
    if (!isForSelected(fill)) return 'other-server';
    if (fill.overwrite) return null;
    if (loss) return loss;
    // A value that an old session left is nobody's work of today; any other one is, unless it is ours.
    return !value || holdsOurs() || value === target.original(fill.scheme) ? null : 'typed';
  };

  const apply = async (fill: Fill, target: Renderer): Promise<void> => {
    const before = held;
    held = fill;
    isVerified = false;
    const result = await target.apply(fill.scheme, fill.token);
    if (held === fill && result === 'applied' && isForSelected(fill)) {
      isVerified = true;
      return tell(fill);
    }
    if (held === fill) release();
    // Cleared or overtaken while it was under way: nothing of it may stay behind that nobody answers for.
    else if (held?.token !== fill.token) target.clear(fill.scheme, fill.token);
    // Nor the one that this was to replace, unless it is the one that overtook.
    if (before && before.token !== held?.token) target.clear(before.scheme, before.token);
    const why = result === 'applied' ? 'not-verified' : result;
    return tell(fill, isForSelected(fill) ? why : 'other-server');
  };

  const fill = async (command: Fill): Promise<void> => {
    if (!renderer?.isReady()) return tell(command, 'no-renderer');
    noteLoss();
    const reason = reasonAgainst(command, renderer);
    if (reason) return tell(command, reason);
    issuedFor = command.servers;
    loss = null;
    if (!isVerified || held?.token !== command.token || !holdsOurs()) return apply(command, renderer);
    held = command;
    return tell(command);
  };

  const listeners: RendererListeners = {
    onReady: () => {
      if (!renderer) return;
      loss = null;
      if (held && !(holdsOurs() && isForSelected(held))) release();
      report({ say: 'ready', renderer: renderer.name, servers: renderer.servers(), selected: selected() });
    },
    onServerChange: () => {
      noteLoss();
      if (held && !isForSelected(held)) release();
      report({ say: 'server', selected: selected() });
    },
    onChange: noteLoss,
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
      if (command.do === 'fill') return void fill(command).catch(() => tell(command, 'not-verified'));
      if (held?.scheme === command.scheme) quietly(release);
    },
  };
};
