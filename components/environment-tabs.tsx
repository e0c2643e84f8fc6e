import { useRef } from 'preact/hooks';
import { environmentName } from '../utils/i18n/words';
import type { Environment } from '../utils/portals';
import { useVoice } from './context';
import { Icon } from './icons';

interface EnvironmentTabsProps {
  environments: readonly Environment[];
  selected: string;
  onSelect: (environment: string) => void;
}

/** The id of the one panel that the tabs control. */
export const PANEL_ID = 'environment';
export const tabId = (environment: string): string => `tab-${environment}`;

const step = (key: string, at: number, count: number): number | undefined => {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
};

/** Tabs as the ARIA Authoring Practices have them: one stop for the Tab key, arrows choose at once. */
export const EnvironmentTabs = ({ environments, selected, onSelect }: EnvironmentTabsProps) => {
  const { t } = useVoice();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = environments.findIndex(({ id }) => id === selected);
    const place = step(event.key, at, environments.length) ?? -1;
    const next = environments[place];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[place]?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('popup.environments')} ref={list}>
      {environments.map(({ id, kind }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={tabId(id)}
          class={`tab ${kind}`}
          aria-selected={id === selected}
          aria-controls={PANEL_ID}
          tabIndex={id === selected ? 0 : -1}
          onClick={() => onSelect(id)}
          onKeyDown={move}
        >
          <Icon name={kind} />
          <span>{environmentName(t, id)}</span>
        </button>
      ))}
    </div>
  );
};
