import { alarmWords } from '../utils/i18n/alarm';
import { optionsNewsWords } from '../utils/i18n/options';
import type { OptionsNews } from '../utils/options/news';
import type { Alarm } from '../utils/popup/news';
import { useVoice } from './context';
import { Icon } from './icons';
import { Notice } from './notice';

interface OutcomeProps {
  news: OptionsNews | null;
  alarm?: Alarm | null;
}

/** What came of the last click in a section. The status is always there, so that screen readers notice when it begins to speak. */
export const Outcome = ({ news, alarm = null }: OutcomeProps) => {
  const { t } = useVoice();
  return (
    <>
      <output class="outcome">
        {news && (
          <span class="outcome-words">
            <Icon name="done" />
            <span>{optionsNewsWords(t, news).join(' ')}</span>
          </span>
        )}
      </output>
      {alarm && <Notice words={alarmWords(t, alarm)} />}
    </>
  );
};
