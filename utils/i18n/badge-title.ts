import { portalOf, type Environment } from '../portals';
import { ENDLESS, type TokenState } from '../token-state';
import { clockTime, daysBetween } from './time';
import type { Translate } from './translate';
import { environmentName, nameOf } from './words';

const HOUR_MS = 60 * 60 * 1000;

/**
 * The toolbar button's title: what the badge means, in words and clock time.
 *
 * @param t the words
 * @param language for the clock time: see `timeLanguage`
 * @param environment whose token it is; `null` if none was used yet
 * @param state the token's state
 * @param now ms since the epoch
 */
export function badgeTitle(
  t: Translate,
  language: string,
  environment: Environment | null,
  state: TokenState,
  now: number,
): string {
  if (!environment) return t('badge.idle');
  const name = nameOf(t, environment);
  if ('expiresAt' in state && state.expiresAt === ENDLESS) return t('badge.readyForGood', [name]);
  // One that was pasted may end in days: the clock alone would be today's.
  const until = (at: number) =>
    at - now < 12 * HOUR_MS
      ? clockTime(at, language)
      : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
  switch (state.state) {
    case 'none':
      return t('badge.none', [name]);
    case 'locked':
      return t('badge.locked', [name]);
    case 'expired':
      return t('badge.expired', [name]);
    case 'fetching':
      return t('badge.fetching', [name]);
    case 'rejected':
      return t(state.failure.kind === 'no-permission' ? 'badge.noPermission' : 'badge.rejected', [
        name,
        portalOf(environment.id).name,
      ]);
    case 'ready':
      return t('badge.ready', [name, until(state.expiresAt)]);
    case 'refreshing':
      return t('badge.refreshing', [name, until(state.expiresAt)]);
    case 'unavailable':
      return state.expiresAt === null
        ? t('badge.unavailable', [name])
        : t('badge.unavailableButGood', [name, until(state.expiresAt)]);
  }
}

/**
 * What the title says beside that of a key that ends soon.
 *
 * @param t the words
 * @param language for the day: see `timeLanguage`
 * @param key its label, which may be empty, its environment and its end (ms since the epoch)
 * @param now ms since the epoch
 */
export function endingWords(
  t: Translate,
  language: string,
  key: { readonly label: string; readonly environment: string; readonly validUntil: number },
  now: number,
): string {
  const day = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const when = day.format(daysBetween(now, key.validUntil), 'day');
  return key.label
    ? t('badge.keyEnds', [key.label, when])
    : t('badge.unnamedKeyEnds', [environmentName(t, key.environment), when]);
}
