import type { Link } from '../utils/i18n/words';
import { useVoice } from './context';
import { Icon } from './icons';

/** A page of somebody else's, in a new tab that knows nothing of us. */
export const OuterLink = ({ href, label }: Link) => {
  const { t } = useVoice();
  return (
    <a class="outer-link" href={href} target="_blank" rel="noopener noreferrer">
      {label}
      <Icon name="out" />
      <span class="unseen"> ({t('popup.opensNewTab')})</span>
    </a>
  );
};
