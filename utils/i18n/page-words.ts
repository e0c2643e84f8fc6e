import type { Environment } from '../portals';
import { fillIn } from './fill';
import type { MessageKey, Translate } from './translate';
import { nameKeys } from './words';

/** What the pill says. */
const PILL_MESSAGES = [
  'name',
  'authorize',
  'again',
  'replace',
  'addKey',
  'open',
  'reload',
  'fold',
  'unfold',
  'more',
  'topLeft',
  'topRight',
  'bottomLeft',
  'bottomRight',
  'hide',
  'hideHint',
  'timeLeft',
  'nextTry',
  'noRenderer',
  'nothingToFill',
  'unknownServer',
  'orphaned',
  'none',
  'locked',
  'unlock',
  'clickNeeded',
  'fetching',
  'authorized',
  'renewed',
  'noAccess',
  'typed',
  'noScheme',
  'notApplied',
  'noAnswer',
  'rejected',
  'mustWait',
  'noPermission',
  'ended',
  'offline',
  'unreachable',
  'timeout',
  'serverError',
  'unexpected',
] as const;

/**
 * The words of a docs page, looked up in the background: in a page the first look-up blocks it for 4 to 7 ms.
 *
 * @param t the words
 * @param environments those of the docs page's portal, or all
 * @returns each message that the page may need, a line each: its key, a tab, its text with `$1`, `$2`, `$3`
 */
export function pageWords(t: Translate, environments: readonly Environment[]): string {
  const keys: MessageKey[] = PILL_MESSAGES.map((name) => `pill.${name}` as const);
  return ['popup.language' as const, ...keys, ...environments.flatMap(nameKeys)]
    .map((key) => `${key}\t${t(key, ['$1', '$2', '$3'])}`)
    .join('\n');
}

/**
 * The words on a docs page: those that the background has sent, else the browser's.
 *
 * @param browsers looks a message up, slowly
 * @returns `learn` what `pageWords` made, and `t`
 */
export function createPageWords(browsers: Translate) {
  let learnt = new Map<string, string>();
  const t: Translate = (key, substitutions = []) => {
    const found = learnt.get(key);
    return found === undefined ? browsers(key, substitutions) : fillIn(found, substitutions);
  };
  return {
    t,
    learn(words: string): void {
      learnt = new Map(
        words.split('\n').map((line) => {
          const [key = '', text = ''] = line.split('\t');
          return [key, text] as const;
        }),
      );
    },
  };
}
