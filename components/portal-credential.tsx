import type { PortalForm } from '../utils/options/portal-form';
import { Choice } from './choice';
import { Choices } from './choices';
import { useVoice } from './context';
import { useOptions } from './options-context';
import { PortalText } from './portal-texts';

interface PartProps {
  form: PortalForm;
}

/** Which of the docs' schemes is filled, and how the token is sent. */
export const PortalScheme = ({ form }: PartProps) => {
  const { portals } = useOptions();
  const { t } = useVoice();
  return (
    <>
      <Choices
        legend={t('portals.form.scheme')}
        name="scheme"
        value={form.scheme}
        options={[
          { value: 'bearer', name: t('portals.form.bearer'), text: t('portals.form.bearerText') },
          { value: 'header', name: t('portals.form.header'), text: t('portals.form.headerText') },
          { value: 'name', name: t('portals.form.byName'), text: t('portals.form.byNameText') },
          { value: 'field', name: t('portals.form.field'), text: t('portals.form.fieldText') },
        ]}
        onChoose={(scheme) => portals.set('scheme', scheme)}
      />
      {form.scheme === 'name' && (
        <PortalText field="schemeName" label={t('portals.form.schemeName')} hint={t('portals.form.schemeNameHint')} />
      )}
      {form.scheme === 'field' && (
        <PortalText field="fieldLabel" label={t('portals.form.fieldLabel')} hint={t('portals.form.fieldLabelHint')} />
      )}
      <PortalText field="headerName" label={t('portals.form.headerName')} longest={100} />
      <PortalText field="prefix" label={t('portals.form.prefix')} hint={t('portals.form.prefixHint')} longest={60} />
    </>
  );
};

const Exchange = ({ form }: PartProps) => {
  const { portals } = useOptions();
  const { t } = useVoice();
  return (
    <>
      <Choice
        label={t('portals.form.keyIn')}
        name="keyIn"
        value={form.keyIn}
        options={[
          { value: 'json', label: t('portals.form.inJson') },
          { value: 'query', label: t('portals.form.inQuery') },
          { value: 'header', label: t('portals.form.inHeader') },
        ]}
        onChoose={(keyIn) => portals.set('keyIn', keyIn)}
      />
      <PortalText field="keyName" label={t('portals.form.keyName')} hint={t('portals.form.keyNameHint')} />
      {form.keyIn !== 'json' && (
        <Choice
          label={t('portals.form.method')}
          name="method"
          value={form.method}
          options={[
            { value: 'GET', label: 'GET' },
            { value: 'POST', label: 'POST' },
          ]}
          onChoose={(method) => portals.set('method', method)}
        />
      )}
      <PortalText field="path" label={t('portals.form.path')} hint={t('portals.form.pathHint')} />
      <PortalText field="token" label={t('portals.form.token')} hint={t('portals.form.tokenHint')} />
      <PortalText field="expiresIn" label={t('portals.form.expiresIn')} hint={t('portals.form.expiresInHint')} />
    </>
  );
};

/** What a person is given by the portal, and what becomes of it. */
export const PortalCredential = ({ form }: PartProps) => {
  const { portals } = useOptions();
  const { t } = useVoice();
  return (
    <>
      <Choices
        legend={t('portals.form.credential')}
        name="credential"
        value={form.credential}
        options={[
          { value: 'exchange', name: t('portals.form.exchange'), text: t('portals.form.exchangeText') },
          { value: 'static', name: t('portals.form.static'), text: t('portals.form.staticText') },
          { value: 'bearer', name: t('portals.form.pasted'), text: t('portals.form.pastedText') },
        ]}
        onChoose={(credential) => portals.set('credential', credential)}
      />
      {form.credential === 'exchange' ? (
        <Exchange form={form} />
      ) : (
        <PortalText field="check" label={t('portals.form.check')} hint={t('portals.form.checkHint')} />
      )}
    </>
  );
};
