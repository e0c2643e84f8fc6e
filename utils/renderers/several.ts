import { createBridge } from './bridge';
import { parseCommand } from './commands';
import { quietly } from './guards';
import { selecting } from './select';
import type { PageCommand, PageReport, Renderer, RendererListeners } from './types';

type Fill = Extract<PageCommand, { do: 'fill' }>;

interface Member {
  /** What it is drawn in. */
  readonly element: object;
  readonly bridge: ReturnType<typeof createBridge>;
  renderer: Renderer | null;
}

/**
 * All renderers of a page, each behind a bridge of its own, which refuses what isn't for its selected server. Every command goes to each of them.
 * Reports come from the current one alone: the one that the person last used, at first the first that is ready.
 *
 * @param report sends to the isolated world; may answer with a command in the same turn
 * @returns `add` a renderer, `use` for what the person uses, `prune` those that have left the page, `command` for what comes over the channel
 */
export const createSeveral = (report: (report: PageReport) => void) => {
  let members: readonly Member[] = [];
  let current: Member | null = null;
  /** Given again to a renderer that gets ready, or that selects another server, while it isn't the current one. */
  let lastFill: Fill | null = null;

  const isReady = ({ renderer }: Member) => renderer?.isReady() === true;
  const tellServer = () => report({ say: 'server', selected: current?.renderer?.selectedServer() ?? null });

  const send = (member: Member, command: PageCommand) => {
    if (command.do === 'clear') return member.bridge.command(command);
    // What a person asked to be replaced is in the one that they use.
    return member.bridge.command({ ...command, overwrite: command.overwrite && member === current });
  };

  const relay = (member: Member, said: PageReport) => {
    if (said.say === 'ready') current ??= member;
    if (member === current) return report(said);
    if ((said.say === 'ready' || said.say === 'server') && lastFill) send(member, lastFill);
  };

  return {
    /** @returns whether a renderer is drawn in this element */
    has: (element: object) => members.some((member) => member.element === element),
    /** @returns whether there is any */
    isEmpty: () => members.length === 0,

    /**
     * @param element what the renderer is drawn in
     * @param find makes the adapter; `null` while there is nothing to adapt
     * @returns whether there was
     */
    add: (element: object, find: (listeners: RendererListeners) => Renderer | null): boolean => {
      const member: Member = { element, bridge: createBridge((said) => relay(member, said)), renderer: null };
      const found = quietly(() => find(member.bridge.listeners));
      if (!found) return false;
      member.renderer = selecting(found);
      members = [...members, member];
      member.bridge.attach(member.renderer);
      return true;
    },

    /** @param path what a person's click or focus went through: `composedPath` */
    use: (path: readonly unknown[]): void => {
      const used = members.find((member) => path.includes(member.element) && isReady(member));
      if (!used || used === current) return;
      current = used;
      tellServer();
    },

    /** @param isGone whether an element has left the page: what is drawn in it keeps nothing of ours */
    prune: (isGone: (element: object) => boolean): void => {
      const gone = members.filter(({ element }) => isGone(element));
      if (!gone[0]) return;
      members = members.filter((member) => !gone.includes(member));
      for (const { bridge } of gone) quietly(() => bridge.attach(null));
      if (!current || !gone.includes(current)) return;
      current = members.find(isReady) ?? null;
      tellServer();
    },

    /** @param raw parsed JSON from the channel; anything but a command is ignored */
    command: (raw: unknown): void => {
      const command = parseCommand(raw);
      if (!command) return;
      // A portal whose scheme was changed: nothing stays in the one before.
      if (lastFill && lastFill.scheme !== command.scheme)
        for (const { bridge } of members) bridge.command({ do: 'clear', scheme: lastFill.scheme });
      lastFill = command.do === 'fill' ? command : null;
      if (command.do === 'fill' && !current) report({ say: 'not-filled', id: command.id, why: 'no-renderer' });
      for (const member of members) send(member, command);
    },
  };
};
