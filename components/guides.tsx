import { useEffect, useRef } from 'preact/hooks';
import type { Guide } from '../utils/i18n/guides';
import { useVoice } from './context';
import { Icon } from './icons';
import { OuterLink } from './outer-link';

interface GuidesProps {
  guides: readonly Guide[];
  /** The person was led here: the keyboard goes on from the heading. */
  led: boolean;
}

/** The way to a key, environment by environment. */
export const Guides = ({ guides, led }: GuidesProps) => {
  const { t } = useVoice();
  const heading = useRef<HTMLHeadingElement>(null);
  // Focusing scrolls there, too.
  useEffect(() => {
    if (led) heading.current?.focus();
  }, [led]);
  return (
    <section class="part" aria-labelledby="keys-guides">
      <h2 id="keys-guides" tabIndex={-1} ref={heading}>
        {t('guides.heading')}
      </h2>
      <p>{t('guides.who')}</p>
      <div class="guides">
        {guides.map(({ environment, kind, name, steps, note, link }) => (
          <section key={environment} class={`guide ${kind}`} aria-labelledby={`guide-${environment}`}>
            <h3 id={`guide-${environment}`}>
              <Icon name={kind} />
              {name}
            </h3>
            <ol>
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            <p class="hint">{note}</p>
            <OuterLink {...link} />
          </section>
        ))}
      </div>
      <p>{t('guides.advice')}</p>
    </section>
  );
};
