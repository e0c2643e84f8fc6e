import { useEffect } from 'preact/hooks';
import { listed } from '../utils/i18n/lists';
import { portals } from '../utils/portals';
import { useVoice } from './context';
import { Mark } from './icons';
import { useOptions } from './options-context';
import { OptionsForget } from './options-forget';
import { OptionsKeeping } from './options-keeping';
import { OptionsStored } from './options-stored';
import { OptionsTake } from './options-take';
import { landOn } from './setting';

interface OptionsProps {
  /** The person can't remember the passphrase. */
  onForgotten: () => void;
}

/** The whole settings page. */
export const Options = ({ onForgotten }: OptionsProps) => {
  const { part } = useOptions();
  const { t } = useVoice();
  const name = listed(
    t,
    portals.map((portal) => portal.name),
  );
  const led = part.value;
  // Focusing scrolls there, too.
  useEffect(() => {
    if (led) landOn(led);
  }, [led]);
  return (
    <>
      <header>
        <Mark />
        <div>
          <h1>{t('options.title')}</h1>
          <p>{t('options.subtitle', [name])}</p>
        </div>
      </header>
      <main>
        <OptionsKeeping onForgotten={onForgotten} />
        <OptionsTake />
        <OptionsStored />
        <OptionsForget />
      </main>
      <footer>
        <p>{t('popup.notTheirs', [name])}</p>
      </footer>
    </>
  );
};
