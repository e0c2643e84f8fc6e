import { useId } from 'preact/hooks';
import { languages } from '../utils/i18n/languages';
import { useVoice } from './context';
import { useOptions } from './options-context';
import { Outcome } from './outcome';
import { Setting } from './setting';

const BROWSERS = '';

/** Which language the extension speaks. Each is called as its speakers call it. */
export const OptionsLanguage = () => {
  const { languages: section } = useOptions();
  const { t } = useVoice();
  const id = useId();
  const chosen = section.chosen.value;
  return (
    <Setting id="language" heading={t('options.language.heading')}>
      {chosen ? (
        <div class="field">
          <label for={id}>{t('options.language.label')}</label>
          <select
            id={id}
            value={chosen.value ?? BROWSERS}
            disabled={chosen.forced}
            aria-describedby={chosen.forced ? `${id}-forced` : undefined}
            onChange={({ currentTarget: { value } }) => void section.set(value === BROWSERS ? null : value)}
          >
            <option value={BROWSERS}>{t('options.language.browsers')}</option>
            {Object.entries(languages).map(([locale, name]) => (
              <option key={locale} value={locale} lang={locale}>
                {name}
              </option>
            ))}
          </select>
          {chosen.forced && (
            <p class="hint" id={`${id}-forced`}>
              <strong>{t('policy.forced')}</strong>
            </p>
          )}
        </div>
      ) : (
        <p>{t('options.settingsUnreadable')}</p>
      )}
      <Outcome news={section.news.value} alarm={section.alarm.value} />
    </Setting>
  );
};
