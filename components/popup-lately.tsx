import { useEffect, useRef } from 'preact/hooks';
import { alarmWords } from '../utils/i18n/alarm';
import { createEventTimes, eventWords, report } from '../utils/i18n/events';
import type { Lately } from '../utils/popup/lately';
import { useStore, useVoice } from './context';
import { Icon } from './icons';
import { Notice } from './notice';

interface PopupLatelyProps {
  lately: Lately;
  /** The id of the button that led here: the keyboard goes back to it. */
  opener: string;
}

/** What happened lately, in place of the popup's other contents. Nothing in it is read out by itself. */
export const PopupLately = ({ lately, opener }: PopupLatelyProps) => {
  const store = useStore();
  const { t, time } = useVoice();
  const heading = useRef<HTMLHeadingElement>(null);
  const times = createEventTimes(time.language);
  const events = lately.events.value;
  const some = events ?? [];
  const alarm = store.alarm.value;
  useEffect(() => {
    heading.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // It closes this view, and not the whole popup.
      event.preventDefault();
      store.closeLately();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.getElementById(opener)?.focus();
    };
  }, [opener, store]);
  const copy = async () => (await store.copying()).events(report(t, times, some, lately.program));
  return (
    <main>
      <section class="way" aria-labelledby="lately-heading">
        <h2 id="lately-heading" tabIndex={-1} ref={heading}>
          {t('events.open')}
        </h2>
        <p class="hint">{t('events.text')}</p>
        {alarm && <Notice words={alarmWords(t, alarm)} />}
        {events === null && <p>{t('events.unreadable')}</p>}
        {events?.length === 0 && <p>{t('events.none')}</p>}
        <div class="actions">
          <button type="button" class="secondary" onClick={() => store.closeLately()}>
            {t('events.back')}
          </button>
          {some.length > 0 && (
            <button type="button" class="secondary" onClick={() => void copy()}>
              <Icon name="copy" />
              {t('events.copy')}
            </button>
          )}
        </div>
        {some.length > 0 && (
          <ul aria-label={t('events.list')}>
            {some.map((event) => {
              const { environment, what, why } = eventWords(t, event);
              return (
                <li class="key" key={`${event.at} ${event.what} ${environment}`}>
                  <p class="hint">
                    <time dateTime={new Date(event.at).toISOString()}>{times.brief(event.at, store.now.value)}</time>
                    {environment && ` · ${environment}`}
                  </p>
                  <p>{what}</p>
                  {why && <p>{why}</p>}
                </li>
              );
            })}
          </ul>
        )}
      </section>
    </main>
  );
};
