import { newsWords } from '../utils/i18n/news';
import { useStore, useVoice } from './context';
import { Icon } from './icons';

/** What the popup tells of. */
export const PopupNews = () => {
  const store = useStore();
  const voice = useVoice();
  const news = store.news.value;
  return (
    news && (
      <>
        <Icon name="done" />
        <span>{newsWords(voice, news, store.now.value)}</span>
      </>
    )
  );
};
