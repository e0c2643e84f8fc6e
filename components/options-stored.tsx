import { storedWords } from '../utils/i18n/stored';
import { portals } from '../utils/portals';
import type { Loss } from '../utils/options/stored';
import type { StoredTrouble } from '../utils/popup/view';
import { AskFirst } from './ask-first';
import { useVoice } from './context';
import { Notice } from './notice';
import { useOptions } from './options-context';
import { Outcome } from './outcome';
import { landOn, Setting } from './setting';

/** What can be done about one loss. `about`: the id of the words that say which. */
const Remedies = ({ loss, about }: { loss: Loss; about: string }) => {
  const { stored, busy } = useOptions();
  const { t } = useVoice();
  const letGo = async () => {
    if (await stored.letGo(loss)) landOn('stored');
  };
  return (
    <div class="actions">
      {stored.canCopy(loss) && (
        <button type="button" class="secondary" aria-describedby={about} onClick={() => void stored.copy(loss)}>
          {t('options.stored.copy')}
        </button>
      )}
      <AskFirst
        label={t('options.stored.letGo')}
        kind="secondary"
        disabled={busy.value.has('forget')}
        describedBy={about}
        asking={stored.asking.value === loss}
        question={t('options.stored.ask')}
        yes={t('options.stored.yes')}
        no={t('options.stored.no')}
        onAsk={(asks) => stored.askAbout(asks ? loss : null)}
        onYes={() => void letGo()}
      />
    </div>
  );
};

/** @returns the record in which a trouble is, or nothing for what was set aside */
function lossOf({ what, trouble }: StoredTrouble): Exclude<Loss, 'aside'> | null {
  if (trouble === 'lost' || trouble === 'orphans') return trouble;
  return trouble === 'aside' || what === 'other' ? null : what;
}

/** Something stored that can't be used, and the ways out of it. */
export const OptionsStored = () => {
  const { stored } = useOptions();
  const { t } = useVoice();
  const troubles = stored.troubles.value;
  const aside = troubles.filter(({ trouble }) => trouble === 'aside');
  const [portal] = portals;
  if (!portal) return null;
  return (
    <Setting id="stored" heading={t('options.stored.heading')}>
      {troubles.length === 0 ? <p>{t('options.stored.well')}</p> : <p class="hint">{t('options.stored.copyHint')}</p>}
      {troubles.map((trouble) => {
        const loss = lossOf(trouble);
        const id = `trouble-${trouble.what}-${trouble.trouble}`;
        // All that was set aside is kept, and let go, together: after the last of it.
        const isLastAside = trouble === aside.at(-1);
        return (
          <Notice key={id} id={id} words={storedWords(t, trouble, portal)}>
            {loss && <Remedies loss={loss} about={id} />}
            {isLastAside && <Remedies loss="aside" about={id} />}
          </Notice>
        );
      })}
      <Outcome news={stored.news.value} alarm={stored.alarm.value} />
    </Setting>
  );
};
