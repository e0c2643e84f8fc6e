import { useVoice } from './context';
import { useOptions } from './options-context';
import { Setting } from './setting';

/** Commands by the names that the manifest gives them. */
const names = {
  _execute_action: 'options.shortcuts.open',
  authorize: 'options.shortcuts.authorize',
  'copy-token': 'options.shortcuts.copyToken',
} as const;

const isNamed = (name: string): name is keyof typeof names => Object.hasOwn(names, name);

/** The commands that can have keys, which the browser keeps. */
export const OptionsShortcuts = () => {
  const { shortcuts } = useOptions();
  const { t } = useVoice();
  return (
    <Setting id="shortcuts" heading={t('options.shortcuts.heading')}>
      <dl class="shortcuts">
        {shortcuts.all.value.map(({ name, description, keys }) => (
          <div key={name}>
            <dt>{isNamed(name) ? t(names[name]) : description || name}</dt>
            <dd>{keys ? <kbd>{keys}</kbd> : t('options.shortcuts.notSet')}</dd>
          </div>
        ))}
      </dl>
      <p class="hint" id="shortcuts-hint">
        {t(shortcuts.open ? 'options.shortcuts.changeText' : 'options.shortcuts.changeByHand')}
      </p>
      {shortcuts.open && (
        <button type="button" class="secondary" aria-describedby="shortcuts-hint" onClick={shortcuts.open}>
          {t('options.shortcuts.change')}
        </button>
      )}
    </Setting>
  );
};
