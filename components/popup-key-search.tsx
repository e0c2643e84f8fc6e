import { useEffect, useId, useRef } from 'preact/hooks';
import { useStore, useVoice } from './context';

interface PopupKeySearchProps {
  /** How many keys are shown. */
  found: number;
  /** How many there are. */
  of: number;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select');

/** Looks for keys among many. "/" leads here from anywhere. */
export const PopupKeySearch = ({ found, of }: PopupKeySearchProps) => {
  const store = useStore();
  const { t } = useVoice();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const text = store.search.value;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const clear = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !text) return;
    // Otherwise the browser closes the whole popup.
    event.preventDefault();
    store.seek('');
  };
  return (
    <div class="field key-search">
      <label class="unseen" for={id}>
        {t('keys.search')}
      </label>
      <input
        ref={input}
        id={id}
        type="search"
        name="search"
        placeholder={t('keys.search')}
        value={text}
        maxLength={200}
        autocomplete="off"
        spellcheck={false}
        aria-keyshortcuts="/"
        onInput={(event) => store.seek(event.currentTarget.value)}
        onKeyDown={clear}
      />
      <output class="hint">
        {text && (found > 0 ? t('keys.found', [String(found), String(of)]) : t('keys.notFound', [text.trim()]))}
      </output>
    </div>
  );
};
