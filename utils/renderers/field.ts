import { createAdapter } from './adapter';
import { createBridge } from './bridge';
import { parseCommand } from './commands';
import { quietly } from './guards';
import { type Field, findField } from './labels';
import { guardRequests } from './requests';
import { selecting, selectorOf } from './select';
import type { PageCommand, PageReport, Renderer, RendererListeners } from './types';

/**
 * Docs of somebody's own that have a plain field for the token, found by its label. Such a page has no servers to select: what a token was issued
 * for comes with it, and stays with it; the page's own requests are looked at while it is there.
 */

type Fill = Extract<PageCommand, { do: 'fill' }>;

/** Through the prototype's setter, as React wants it, and told as a person's typing is. The focus stays where it is. */
const type = (field: Field, value: string): void => {
  const { prototype } = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Reflect.set(prototype, 'value', value, field);
  for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true, composed: true }));
};

/** What the page does with a value it has done by then. */
const turn = () => new Promise<void>((resolve) => void setTimeout(resolve));

/**
 * @param field the field as it is now
 * @param server what the token was issued for
 * @param isOurs whether a value is the last token that was put in
 * @returns the adapter, and `look` for another field
 */
const createField = (
  field: () => Field | null,
  server: () => string | null,
  isOurs: (value: string) => boolean,
  listeners: RendererListeners,
): readonly [Renderer, () => boolean] => {
  const originals = new WeakMap<Field, string>();
  let isFirst = true;
  const [renderer, look] = createAdapter(
    {
      name: 'field',
      spec: () => {
        const found = field();
        // A page that draws its field anew may leave in it what was typed since: only what the first one began with is an old session's.
        if (found && !originals.has(found)) originals.set(found, isFirst || isOurs(found.value) ? found.value : '');
        if (found) isFirst = false;
        return found;
      },
      servers: () => [],
      selectedServer: server,
      value: () => field()?.value ?? null,
      original: () => {
        const found = field();
        return (found && originals.get(found)) ?? '';
      },
      write: (_label, token) => {
        const found = field();
        if (!found) return undefined;
        // The browser is not to keep it among what was typed into forms.
        if (token) found.setAttribute('autocomplete', 'off');
        type(found, token);
        return turn();
      },
    },
    listeners,
  );
  return [renderer, look];
};

/**
 * The bridge to a plain field. Nothing is looked for before a command by field says what.
 *
 * @param report sends to the isolated world
 * @returns `isWanted`, whether this page's token goes into a field; `isMine`, whether a command by field; `command`; `look` after each change of the page;
 *   `follow` for each tree of it
 */
export const createFields = (report: (report: PageReport) => void) => {
  let label = '';
  let field: Field | null = null;
  /** The fill whose servers count, and whose token requests are looked through for. */
  let last: Fill | null = null;
  /** Whether it was put in and not taken out again. The same token typed by hand is the person's own. */
  let isIn = false;
  /** Held weakly: a page may make and drop thousands. */
  const trees: WeakRef<ParentNode>[] = [new WeakRef(document)];

  const bridge = createBridge((said) => {
    if (said.say === 'not-filled' && said.id === last?.id) isIn = false;
    // The server is what we have just said ourselves.
    if (said.say === 'ready') report({ ...said, selected: null });
    else if (said.say !== 'server') report(said);
  });
  const [renderer, lookAgain] = createField(
    () => field,
    () => last?.servers[0] ?? null,
    (value) => !!last && value.includes(last.token),
    bridge.listeners,
  );
  bridge.attach(selecting(renderer));

  const clear = ({ scheme }: Pick<Fill, 'scheme'>): void => {
    isIn = false;
    bridge.command({ do: 'clear', scheme });
  };
  const tokenInside = (): string => (last && isIn && field?.value.includes(last.token) ? last.token : '');

  const look = (): void => {
    if (!label || field?.isConnected) return;
    // What has left the page keeps nothing of ours.
    if (field && last) clear(last);
    field = findField(
      label,
      trees.flatMap((tree) => tree.deref() ?? []),
    );
    lookAgain();
  };

  const seek = (wanted: string): void => {
    if (!label) {
      guardRequests(window, tokenInside, bridge.listeners);
      // What we type ourselves is over a microtask later.
      const tellChange = () => void quietly(() => bridge.listeners.onChange());
      window.addEventListener('input', () => queueMicrotask(tellChange), true);
    }
    if (wanted !== label) field = null;
    label = wanted;
    look();
  };

  return {
    isWanted: () => label !== '',
    /** @param raw parsed JSON from the channel */
    isMine: (raw: unknown): boolean => {
      const command = parseCommand(raw);
      return command !== null && selectorOf(command.scheme)?.by === 'field';
    },
    /** @param raw a command by field */
    command: (raw: unknown): void => {
      const command = parseCommand(raw);
      const selector = command && selectorOf(command.scheme);
      if (!command || selector?.by !== 'field') return;
      // Another field, or something else before the token: nothing stays in the one before.
      if (last && last.scheme !== command.scheme) clear(last);
      seek(selector.label);
      if (command.do === 'clear') return clear(command);
      if (!command.servers[0]) return report({ say: 'not-filled', id: command.id, why: 'other-server' });
      last = command;
      isIn = true;
      // A token for other servers goes, in this turn, before the new one comes.
      bridge.listeners.onServerChange();
      return bridge.command(command);
    },
    look: () => void quietly(look),
    /** @param tree one more to look in: it may be there before it is known what for */
    follow: (tree: ParentNode): void => {
      if (tree !== document) trees.push(new WeakRef(tree));
    },
  };
};
