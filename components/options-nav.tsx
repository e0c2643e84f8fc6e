import { useVoice } from './context';
import { landOn } from './setting';

interface OptionsNavProps {
  /** In their order on the page. */
  parts: readonly { readonly id: string; readonly heading: string }[];
}

/** The page's sections. A link works again after the person has gone on, when the address has it already. */
export const OptionsNav = ({ parts }: OptionsNavProps) => {
  const { t } = useVoice();
  return (
    <nav class="parts" aria-label={t('options.parts')}>
      <ul>
        {parts.map(({ id, heading }) => (
          <li key={id}>
            <a href={`#${id}`} onClick={() => landOn(id)}>
              {heading}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
