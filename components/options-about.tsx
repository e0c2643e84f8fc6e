import { builtInPortals } from '../utils/portals';
import { thirdParty } from '../utils/options/third-party';
import { useVoice } from './context';
import { useOptions } from './options-context';
import { OuterLink } from './outer-link';
import { Setting } from './setting';

/** What this is, whose it is, and what is in it. */
export const OptionsAbout = () => {
  const { version } = useOptions();
  const { t } = useVoice();
  return (
    <Setting id="about" heading={t('options.about.heading')}>
      <p>
        <strong>{t('extension.name')}</strong>
        <span class="hint block">{t('options.about.version', [version])}</span>
      </p>
      {builtInPortals.map(({ id, name, docs: [docs] }) => (
        <div key={id} class="stack">
          <p>{t('options.about.what', [name])}</p>
          <p>{t('options.about.notTheirs', [name])}</p>
          {docs !== undefined && <OuterLink href={docs} label={t('popup.openDocs')} />}
        </div>
      ))}
      <p>{t('options.about.privacy')}</p>
      <p>{t('options.about.licence')}</p>
      <h3 id="parts-heading">{t('options.about.parts')}</h3>
      <ul class="third-party" aria-labelledby="parts-heading">
        {thirdParty.map(({ name, licence }) => (
          <li key={name}>
            {name} <span class="hint">{licence}</span>
          </li>
        ))}
      </ul>
      <OuterLink href="/third-party.txt" label={t('options.about.texts')} />
    </Setting>
  );
};
