import { at, quietly, text } from './guards';
import { takesToken } from './scheme-facts';
import type { Renderer, SchemeFacts, SchemeSelector } from './types';

/**
 * Schemes by what they are, for docs whose authors may rename them: a command's `scheme` is resolved against the spec that is loaded, at each
 * call. Of several schemes of the asked kind it is the first that an operation asks for, or the first: `Renderer.schemes` has that order.
 */

/** One scheme of the loaded spec, and what goes before the token in it. */
interface Target {
  readonly name: string;
  readonly prefix: string;
}

/**
 * @param scheme a command's: the plain name of a scheme, or a selector as JSON text
 * @returns the selector, or `null` for JSON that is none
 */
export const selectorOf = (scheme: string): SchemeSelector | null => {
  if (!scheme.startsWith('{')) return { by: 'name', name: scheme, prefix: '' };
  const raw = quietly((): unknown => JSON.parse(scheme));
  const [by, kind, name, header, label, prefix] = ['by', 'kind', 'name', 'header', 'label', 'prefix'].map((key) =>
    text(at(raw, key)),
  );
  if (by === 'name' && name) return { by, name, prefix: prefix ?? '' };
  if (by === 'field' && label) return { by, label, prefix: prefix ?? '' };
  if (by === 'kind' && kind === 'bearer') return { by, kind, prefix: prefix ?? '' };
  if (by === 'kind' && kind === 'header' && header) return { by, kind, header, prefix: prefix ?? '' };
  return null;
};

const isBearer = ({ type, scheme }: SchemeFacts) => type === 'http' && scheme === 'bearer';

const isFor = (selector: SchemeSelector, facts: SchemeFacts): boolean => {
  if (selector.by === 'name') return facts.name === selector.name;
  if (selector.by === 'field') return false;
  if (selector.kind === 'bearer') return isBearer(facts);
  // Names of headers have no case.
  const isHeader = facts.header.toLowerCase() === selector.header.toLowerCase();
  return facts.type === 'apiKey' && facts.in === 'header' && isHeader;
};

const resolve = (renderer: Renderer, scheme: string): Target | null => {
  const selector = selectorOf(scheme);
  if (!selector) return null;
  const { prefix } = selector;
  if (selector.by === 'field') return renderer.name === 'field' ? { name: selector.label, prefix } : null;
  const found = renderer.schemes?.().find((facts) => isFor(selector, facts));
  // By its name it may be anything; `basic` is Swagger 2.0's.
  if (found && ['apiKey', 'http', 'basic'].includes(found.type) && !takesToken(found)) return null;
  if (found) return { name: found.name, prefix: isBearer(found) ? '' : prefix };
  return selector.by === 'name' ? { name: selector.name, prefix } : null;
};

/** The token in what a scheme holds. What lacks the prefix is nobody's token: the line before it keeps it from being taken for ours. */
const tokenIn = (value: string, { prefix }: Target): string => {
  if (value.startsWith(prefix)) return value.slice(prefix.length);
  return value.trim() === prefix.trim() ? '' : `\n${value}`;
};

/**
 * @param renderer knows schemes by their names in the spec
 * @returns the same renderer, for the schemes of commands: names or selectors. It deals in raw tokens, whatever goes before them
 */
export const selecting = (renderer: Renderer): Renderer => {
  /** Where the last token went: another spec may have another scheme for the same selector. */
  let applied: Target | null = null;

  return {
    ...renderer,
    value: (scheme) => {
      const target = resolve(renderer, scheme);
      const value = target && renderer.value(target.name);
      return target && value !== null ? tokenIn(value, target) : null;
    },
    original: (scheme) => {
      const target = resolve(renderer, scheme);
      return target ? tokenIn(renderer.original(target.name), target) : '';
    },
    apply: async (scheme, token) => {
      const target = resolve(renderer, scheme);
      if (!target) return 'no-scheme';
      applied = target;
      return renderer.apply(target.name, target.prefix + token);
    },
    clear: (scheme, token) => {
      const now = resolve(renderer, scheme);
      for (const target of [applied, now?.name === applied?.name ? null : now])
        if (target) renderer.clear(target.name, target.prefix + token);
    },
  };
};
