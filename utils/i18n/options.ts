import type { ImportProblem } from '../options/import';
import type { LOCK_CHOICES } from '../options/lock-choices';
import type { OptionsNews } from '../options/news';
import { durationWords } from './duration';
import { fileProblemWords } from './transfer';
import { plural } from './plural';
import type { Translate } from './translate';
import type { Notice } from './words';

/** The settings page in words. Pure. */

type Kept = Extract<OptionsNews, { news: 'kept' }>;
type OfPortal = Extract<OptionsNews, { name: string }>;
type Imported = Extract<OptionsNews, { news: 'imported' }>;

function keptWords(t: Translate, { protection, before }: Kept): string[] {
  const isAnew = protection === 'passphrase' && before === 'passphrase';
  const left = {
    device: ['options.keeping.leftClear'],
    passphrase: ['options.keeping.leftSealed'],
    session: [],
  } as const;
  return [
    t(isAnew ? 'options.keeping.passphraseAgain' : `options.keeping.${protection}`),
    ...(protection === 'device' ? [] : left[before]).map((key) => t(key)),
  ];
}

/** What is nothing goes without saying, but for what was added. */
function importedWords(t: Translate, { added, known, unknown, unusable }: Imported): string[] {
  const parts = [
    ['options.import.known', known],
    ['options.import.unknown', unknown],
    ['options.import.unusable', unusable],
  ] as const;
  const told = parts.filter(([, count]) => count > 0).map(([key, count]) => plural(t, key, count));
  return [plural(t, 'options.import.added', added), ...told];
}

const sentences = {
  locked: 'news.locked',
  unlocked: 'options.keeping.unlocked',
  keptAlready: 'options.keeping.keptAlready',
  lockSet: 'options.lock.set',
  saved: 'options.saved',
  keysForgotten: 'options.forgotten.done',
  exported: 'options.export.exported',
  exportedPlain: 'options.export.exportedPlain',
  tooMany: 'options.export.tooMany',
  copySaved: 'options.stored.copySaved',
  noCopy: 'options.stored.noCopy',
  letGo: 'options.stored.letGone',
  nothingLeft: 'options.forget.done',
} as const satisfies Record<Exclude<OptionsNews['news'], 'kept' | 'imported' | OfPortal['news']>, string>;

const ofPortals = {
  portalAdded: 'portals.news.added',
  portalSaved: 'portals.news.saved',
  portalRemoved: 'portals.news.removed',
  portalExported: 'portals.news.exported',
  sitesAllowed: 'portals.news.allowed',
} as const satisfies Record<OfPortal['news'], string>;

/**
 * @param t the translator
 * @param news what is told
 * @returns its sentences
 */
export function optionsNewsWords(t: Translate, news: OptionsNews): string[] {
  if (news.news === 'kept') return keptWords(t, news);
  if (news.news === 'imported') return importedWords(t, news);
  if ('name' in news) return [t(ofPortals[news.news], [news.name])];
  return [t(sentences[news.news])];
}

/**
 * @param t the translator
 * @param minutes when keys lock by themselves; `null`: never
 */
export const lockAfterWords = (t: Translate, minutes: (typeof LOCK_CHOICES)[number] | null): string =>
  minutes === null ? t('options.lock.never') : durationWords(t, minutes);

/**
 * @param t the translator
 * @param problem why a file gives no keys
 */
export const importProblemWords = (t: Translate, problem: ImportProblem): Notice =>
  problem === 'unreachable'
    ? {
        title: t('options.import.unreachable.title'),
        text: t('options.import.unreachable.text'),
        next: t('options.import.unreachable.next'),
        said: '',
        link: null,
      }
    : fileProblemWords(t, problem);
