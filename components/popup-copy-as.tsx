import { signal } from '@preact/signals';
import { environmentName } from '../utils/i18n/words';
import { portalOf, type Environment } from '../utils/portals';
import { firstChoice, holdsToken, writingOf, type CopyChoice } from '../utils/popup/copy-choice';
import { useStore, useVoice } from './context';
import { CopyAs } from './copy-as';

interface PopupCopyAsProps {
  environment: Environment;
}

/** As long as the popup is open. */
const chosen = signal<Partial<CopyChoice>>({});

/** "Copy as" for the environment that is shown. */
export const PopupCopyAs = ({ environment }: PopupCopyAsProps) => {
  const store = useStore();
  const { t } = useVoice();
  const first = firstChoice(environment);
  const choice = { ...first, ...chosen.value };
  const portal = portalOf(environment.id);
  const title = `${portal.name} · ${environmentName(t, environment.id)}`;
  const writing = writingOf(choice, environment, title);
  /** Of what is chosen at the click, which may not be drawn yet. */
  const write = (token: string) => writingOf({ ...first, ...chosen.value }, environment, title).write(token);
  const { copying, credential } = portal;
  const names = [copying.tokenVariable, copying.baseUrlVariable] as const;
  const copy = async () => {
    const { as, code } = await store.copying();
    if (holdsToken({ ...first, ...chosen.value }.form)) return as(environment, write);
    const text = write('');
    return text === null ? undefined : code(text, names);
  };
  const save = async () => {
    const name = `${portal.id}-${environment.id}.postman_environment.json`.replaceAll('/', '-');
    await (await store.copying()).file(environment, write, name);
  };
  return (
    <CopyAs
      baseUrl={environment.baseUrl}
      example={first.path}
      choice={choice}
      standIn={credential.kind === 'static' ? 'KEY' : 'TOKEN'}
      names={names}
      writing={writing}
      onChange={(change) => (chosen.value = { ...chosen.value, ...change })}
      onCopy={() => void copy()}
      onSave={() => void save()}
    />
  );
};
