import type { Credential } from '../portals';
import type { MessageKey, Translate } from './translate';

/**
 * Words for portals whose docs take what is saved as it is. Where such a portal's message differs from the usual one it stands under `sent`,
 * `static` or `bearer`, by the same name. Loaded only where there is such a portal.
 */

const SENT = [
  'token.get',
  'token.empty',
  'token.emptyText',
  'token.fetching',
  'token.refreshing',
  'token.unknown',
  'token.waitFor',
  'token.stillGood',
  'add.firstText',
  'fill.sandboxOn',
  'fill.sandboxOff',
  'fill.productionOn',
  'fill.productionOff',
  'page.unknownServer',
  'access.text',
  'alarm.tokenGone.title',
  'alarm.tokenGone.text',
  'alarm.tokenGone.next',
  'alarm.tokenNoKey.title',
  'alarm.tokenNoKey.text',
  'alarm.tokenNoKey.next',
  'alarm.tokenLocked.title',
  'alarm.tokenLocked.text',
  'alarm.tokenLocked.next',
  'alarm.unwritable.text',
  'alarm.notAllowed.title',
  'alarm.notAllowed.text',
  'alarm.notAllowed.next',
  'alarm.notAllowedToken.text',
  'alarm.notAllowedToken.next',
  'failure.unreachable.next',
  'failure.timeout.next',
  'failure.serverError.text',
  'failure.serverError.next',
  'failure.rateLimited.text',
  'failure.rateLimited.next',
  'failure.unexpected.title',
  'failure.unexpected.next',
  'failure.noPermission.text',
  'failure.noPermission.next',
] as const satisfies readonly MessageKey[];

const STATIC = [
  'token.heading',
  'token.copy',
  'copyAs.heading',
  'copyAs.elsewhere',
  'copyAs.preview',
  'copyAs.warning',
  'news.textCopied',
  'news.textCopiedHeld',
  'news.fileSaved',
  'keyDetails.works',
  'keyDetails.replaceHint',
] as const satisfies readonly MessageKey[];

const BEARER = [
  'keys.heading',
  'keys.list',
  'keys.show',
  'keys.copy',
  'keys.remove',
  'keys.add',
  'keys.unnamed',
  'keys.unnamedShort',
  'keys.removeAsk',
  'keys.details',
  'keys.search',
  'keys.notFound',
  'add.firstTitle',
  'add.pasteHeading',
  'add.pasteText',
  'add.secret',
  'add.save',
  'add.sourcesOwn',
  'environment.other.keys',
  'page.noKey',
  'news.keySaved',
  'news.keyReplaced',
  'news.keyRemoved',
  'alarm.keyGone.title',
  'alarm.keyGone.next',
  'keyDetails.test',
  'keyDetails.works',
  'keyDetails.validUntilHint',
  'keyDetails.replace',
  'keyDetails.newSecret',
  'keyDetails.replaceHint',
  'keyDetails.next.offline',
  'keyDetails.next.unreachable',
  'keyDetails.next.timeout',
  'keyDetails.next.serverError',
  'keyDetails.next.rateLimited',
  'keyDetails.next.refusedKey',
  'keyDetails.next.unexpected',
  'keyDetails.next.noPermission',
  'problem.empty',
  'problem.hasSpaces',
  'problem.isAUrl',
  'problem.tooLong',
  'problem.notPlainText',
  'problem.alreadySaved',
  'failure.refusedKey.title',
  'failure.refusedKey.text',
  'failure.refusedKey.next',
] as const satisfies readonly MessageKey[];

/** What is saved there is a token: what is said of one that is copied fits as it is. */
const AS_TOKENS: Partial<Record<MessageKey, MessageKey>> = {
  'news.keyCopied': 'news.tokenCopied',
  'news.keyCopiedHeld': 'news.tokenCopiedHeld',
};

const found = <T extends MessageKey>(names: readonly T[], key: MessageKey): T | undefined =>
  names.find((name) => name === key);

/** The message that stands in place of a usual one. */
function instead(key: MessageKey, kind: 'static' | 'bearer'): MessageKey {
  const ofStatic = kind === 'static' ? found(STATIC, key) : undefined;
  if (ofStatic) return `static.${ofStatic}`;
  const ofBearer = kind === 'bearer' ? found(BEARER, key) : undefined;
  if (ofBearer) return `bearer.${ofBearer}`;
  const asToken = kind === 'bearer' ? AS_TOKENS[key] : undefined;
  if (asToken) return asToken;
  const both = found(SENT, key);
  return both ? `sent.${both}` : key;
}

/**
 * @param t the translator
 * @param kind what the shown portal sends along
 * @returns a translator that has that portal's own words where there are some
 */
export const ofKind = (t: Translate, kind: Credential['kind']): Translate =>
  kind === 'exchange' ? t : (key, substitutions) => t(instead(key, kind), substitutions);
