import { Fragment } from 'preact';
import { useEffect } from 'preact/hooks';
import { listed } from '../utils/i18n/lists';
import { builtInPortals } from '../utils/portals';
import { useVoice } from './context';
import { Mark } from './icons';
import { useOptions } from './options-context';
import { OptionsAbout } from './options-about';
import { OptionsDocs } from './options-docs';
import { OptionsFilling } from './options-filling';
import { OptionsForget } from './options-forget';
import { OptionsKeeping } from './options-keeping';
import { OptionsLanguage } from './options-language';
import { OptionsNav } from './options-nav';
import { OptionsPortals } from './options-portals';
import { OptionsShortcuts } from './options-shortcuts';
import { OptionsStored } from './options-stored';
import { OptionsTake } from './options-take';
import { landOn } from './setting';

interface OptionsProps {
  /** The person can't remember the passphrase. */
  onForgotten: () => void;
}

/** The whole settings page. */
export const Options = ({ onForgotten }: OptionsProps) => {
  const { part, has, shortcuts } = useOptions();
  const { t } = useVoice();
  const name = listed(
    t,
    builtInPortals.map((portal) => portal.name),
  );
  const led = part.value;
  const sections = [
    { id: 'keeping', heading: t('options.keeping.heading'), section: <OptionsKeeping onForgotten={onForgotten} /> },
    { id: 'portals', heading: t('portals.heading'), section: <OptionsPortals /> },
    { id: 'filling', heading: t('fill.label'), section: <OptionsFilling /> },
    { id: 'docs', heading: t('options.docs.heading'), section: <OptionsDocs /> },
    { id: 'language', heading: t('options.language.heading'), section: <OptionsLanguage /> },
    { id: 'shortcuts', heading: t('options.shortcuts.heading'), section: <OptionsShortcuts /> },
    { id: 'take', heading: t('options.take.heading'), section: <OptionsTake /> },
    { id: 'stored', heading: t('options.stored.heading'), section: <OptionsStored /> },
    { id: 'forget', heading: t('options.forget.heading'), section: <OptionsForget /> },
    { id: 'about', heading: t('options.about.heading'), section: <OptionsAbout /> },
  ].filter(({ id }) => {
    // A browser that keeps no keys for commands has nothing to show.
    if (id === 'shortcuts' && shortcuts.all.value.length === 0) return false;
    return id === 'take' ? has('export') || has('import') : has(id);
  });
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
      <OptionsNav parts={sections} />
      <main>
        {sections.map(({ id, section }) => (
          <Fragment key={id}>{section}</Fragment>
        ))}
      </main>
      <footer>
        <p>{t('popup.notTheirs', [name])}</p>
      </footer>
    </>
  );
};
