import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { OptionsStore } from '../utils/options/store';

export const OptionsContext = createContext<OptionsStore | null>(null);

/** For the containers in `options-*.tsx`; everything below them gets props. @throws Error outside of the provider */
export function useOptions(): OptionsStore {
  const store = useContext(OptionsContext);
  if (store === null) throw new Error('Not provided');
  return store;
}
