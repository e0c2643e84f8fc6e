import { createNewsroom } from '../popup/news';
import type { Protection } from '../vault/at-rest';

/** What the settings page tells of, as data. Each has words by its name in the locales. */
export type OptionsNews =
  | { readonly news: 'locked' | 'unlocked' | 'keptAlready' | 'lockSet' | 'saved' }
  /** `before`: how they were kept until now. */
  | { readonly news: 'kept'; readonly protection: Protection; readonly before: Protection }
  | { readonly news: 'keysForgotten' | 'exported' | 'exportedPlain' | 'tooMany' }
  /** How many keys of the file are new, were here, have an environment that we don't know, have no secret that could be one. */
  | {
      readonly news: 'imported';
      readonly added: number;
      readonly known: number;
      readonly unknown: number;
      readonly unusable: number;
    }
  | {
      readonly news: 'portalAdded' | 'portalSaved' | 'portalRemoved' | 'portalExported' | 'sitesAllowed';
      /** The portal's. */
      readonly name: string;
    }
  | { readonly news: 'copySaved' | 'noCopy' | 'letGo' | 'nothingLeft' };

/** Each section has its own: what came of a click is said beside it, and stays until the next one there. */
export const createSectionNews = (now: () => number) => createNewsroom<OptionsNews>(now);
