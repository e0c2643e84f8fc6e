import { browser } from 'wxt/browser';
import { eventsRecord } from '../events';
import { browserOf, followLately, type Lately } from './lately';

/** @returns what happened lately, of this extension in this browser */
export const openLately = (): Promise<Lately> =>
  followLately(eventsRecord, {
    version: browser.runtime.getManifest().version,
    browser: browserOf(navigator.userAgent),
  });
