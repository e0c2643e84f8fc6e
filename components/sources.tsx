import type { Link } from '../utils/i18n/words';
import { useVoice } from './context';
import { OuterLink } from './outer-link';

/** Where keys of one environment come from. */
export interface Source {
  readonly environment: string;
  readonly words: string;
  readonly link: Link;
}

interface SourcesProps {
  heading: string;
  sources: readonly Source[];
}

/** The official ways to a key, for who has none. */
export const Sources = ({ heading, sources }: SourcesProps) => {
  const { t } = useVoice();
  return (
    <section class="sources" aria-labelledby="sources-heading">
      <h3 id="sources-heading">{heading}</h3>
      <p>{t('add.sourcesText')}</p>
      <ul>
        {sources.map(({ environment, words, link }) => (
          <li key={environment}>
            <p>{words}</p>
            <OuterLink {...link} />
          </li>
        ))}
      </ul>
    </section>
  );
};
