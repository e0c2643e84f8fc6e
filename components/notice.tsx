import type { ComponentChildren } from 'preact';
import type { Notice as NoticeWords } from '../utils/i18n/words';
import { Icon } from './icons';
import { OuterLink } from './outer-link';

interface NoticeProps {
  words: NoticeWords;
  /** For `aria-describedby` of the field that it belongs to. */
  id?: string;
  /** What can be done at once. Outside of the alert, so that a ticking time in it isn't read out each second. */
  children?: ComponentChildren;
}

/** What went wrong: what happened, what it means, what to do. */
export const Notice = ({ words, id, children }: NoticeProps) => (
  <div class="notice">
    <Icon name="alert" />
    <div class="notice-body">
      <div role="alert" id={id}>
        <strong>{words.title}</strong>
        {words.text && <p>{words.text}</p>}
        {words.next && <p class="next">{words.next}</p>}
        {words.said && <p class="said">{words.said}</p>}
      </div>
      {words.link && <OuterLink {...words.link} />}
      {children}
    </div>
  </div>
);
