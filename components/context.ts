import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Voice } from '../utils/i18n/news';
import type { PopupStore } from '../utils/popup/store';

export const StoreContext = createContext<PopupStore | null>(null);
export const VoiceContext = createContext<Voice | null>(null);

/** @throws Error outside of the provider: a mistake in the wiring */
function provided<T>(value: T | null): T {
  if (value === null) throw new Error('Not provided');
  return value;
}

/** For the containers in `popup-*.tsx`; everything below them gets props. */
export const useStore = (): PopupStore => provided(useContext(StoreContext));

/** Translator and times, for every component. */
export const useVoice = (): Voice => provided(useContext(VoiceContext));
