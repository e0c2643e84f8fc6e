import type { Link } from '../utils/i18n/words';
import { OuterLink } from './outer-link';

/** Where keys of one environment come from. */
export interface Source {
  readonly environment: string;
  readonly words: string;
  readonly link: Link;
}

interface SourcesProps {
  heading: string;
  /** What holds for all of them; may be empty. */
  text: string;
  sources: readonly Source[];
}

/** The official ways to a key, for who has none. */
export const Sources = ({ heading, text, sources }: SourcesProps) => (
  <section class="sources" aria-labelledby="sources-heading">
    <h3 id="sources-heading">{heading}</h3>
    {text && <p>{text}</p>}
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
