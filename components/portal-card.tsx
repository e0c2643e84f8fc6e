import { hostOf, nameOf } from '../utils/i18n/words';
import { sitesOf } from '../utils/options/sites';
import type { Portal } from '../utils/portals';
import { AskFirst } from './ask-first';
import { useVoice } from './context';
import { useOptions } from './options-context';
import { OuterLink } from './outer-link';
import { landOn } from './setting';

interface PortalCardProps {
  portal: Portal;
  /** Whether the person has added it; the others can't be changed. */
  isAdded: boolean;
}

const Environments = ({ portal: { environments } }: Pick<PortalCardProps, 'portal'>) => {
  const { t } = useVoice();
  return (
    <>
      <h4>{t('portals.environments')}</h4>
      <ul class="lines">
        {environments.map((environment) => (
          <li key={environment.id}>
            {nameOf(t, environment)} · {t(`kind.${environment.kind}`)}
            <span class="hint block">{environment.baseUrl}</span>
          </li>
        ))}
      </ul>
    </>
  );
};

const Docs = ({ portal: { docs } }: Pick<PortalCardProps, 'portal'>) => {
  const { t } = useVoice();
  if (docs.length === 0) return <p class="hint">{t('portals.noDocs')}</p>;
  return (
    <>
      <h4>{t('portals.docs')}</h4>
      <ul class="lines">
        {docs.map((page) => (
          <li key={page}>
            <OuterLink href={page.replace(/\*$/, '')} label={page} />
          </li>
        ))}
      </ul>
    </>
  );
};

const Sites = ({ portal }: Pick<PortalCardProps, 'portal'>) => {
  const { portals } = useOptions();
  const { t } = useVoice();
  const refused = portals.refused.value;
  const sites = sitesOf([portal]);
  return (
    <>
      <h4>{t('portals.sites')}</h4>
      <ul class="sites">
        {sites.map((site) => (
          <li key={site}>
            {hostOf(site)} · <strong>{t(refused.has(site) ? 'portals.notAllowed' : 'portals.allowed')}</strong>
          </li>
        ))}
      </ul>
      {sites.some((site) => refused.has(site)) && (
        <button
          type="button"
          class="primary"
          aria-label={t('portals.allowNamed', [portal.name])}
          onClick={() => void portals.allow(portal.id)}
        >
          {t('portals.allow')}
        </button>
      )}
    </>
  );
};

const Actions = ({ portal: { id, name } }: Pick<PortalCardProps, 'portal'>) => {
  const { portals, busy } = useOptions();
  const { t } = useVoice();
  const remove = async () => {
    if (await portals.remove(id)) landOn('portals');
  };
  return (
    <div class="actions">
      <button
        type="button"
        class="secondary"
        aria-label={t('portals.editNamed', [name])}
        onClick={() => portals.edit(id)}
      >
        {t('portals.edit')}
      </button>
      <button
        type="button"
        class="secondary"
        aria-label={t('portals.exportNamed', [name])}
        onClick={() => portals.export(id)}
      >
        {t('portals.export')}
      </button>
      {!portals.isLocked.value && (
        <AskFirst
          label={t('portals.remove')}
          named={t('portals.removeNamed', [name])}
          kind="secondary"
          disabled={busy.value.has('forget')}
          asking={portals.removing.value === id}
          question={t('portals.removeAsk', [name])}
          yes={t('portals.removeYes')}
          no={t('portals.removeNo')}
          onAsk={(asks) => portals.askToRemove(asks ? id : null)}
          onYes={() => void remove()}
        />
      )}
    </div>
  );
};

/** A portal that is there: where it is, what it uses, and what can be done with it. */
export const PortalCard = ({ portal, isAdded }: PortalCardProps) => (
  <li class="stack portal">
    <h3>{portal.name}</h3>
    <Environments portal={portal} />
    <Docs portal={portal} />
    {isAdded && <Sites portal={portal} />}
    {isAdded && <Actions portal={portal} />}
  </li>
);
