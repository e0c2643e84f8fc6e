import { useVoice } from './context';

/** What the extension does, drawn. Letters in the drawings are those of the docs, which have one language. */

const KEY =
  'M0 0a9 9 0 1 1 16.8 4.5H40v8h-6v-4h-5v4h-5v-4h-7.2A9 9 0 0 1 0 0zM8.5-3.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7z';

interface PictureProps {
  /** What is to be seen, for who doesn't see it. */
  label: string;
}

const Arrow = ({ x, y }: { x: number; y: number }) => <path class="line" d={`M${x} ${y}h30m-9-8 9 8-9 8`} />;

const Dots = ({ x, y, count }: { x: number; y: number; count: number }) => (
  <>
    {Array.from({ length: count }, (_, n) => (
      <circle key={n} class="ink" cx={x + n * 9} cy={y} r="2.6" />
    ))}
  </>
);

/** A window of the docs; 184 × 118. */
const Docs = () => (
  <>
    <rect class="paper" x="28" y="16" width="184" height="118" rx="9" />
    <path class="edge" d="M28 36h184" />
    <circle class="soft" cx="40" cy="26" r="3.5" />
    <circle class="soft" cx="51" cy="26" r="3.5" />
    <circle class="soft" cx="62" cy="26" r="3.5" />
  </>
);

const KeyToToken = ({ label }: PictureProps) => (
  <svg class="picture" role="img" aria-label={label} viewBox="0 0 240 150">
    <rect class="paper" x="18" y="44" width="80" height="62" rx="11" />
    <path class="key-mark" d={KEY} transform="translate(38 69)" />
    <Dots x={40} y={92} count={5} />
    <Arrow x={105} y={75} />
    <rect class="filled" x="142" y="44" width="80" height="62" rx="11" />
    <text class="on-filled large" x="182" y="74" text-anchor="middle">
      JWT
    </text>
    <text class="on-filled" x="182" y="94" text-anchor="middle">
      59:59
    </text>
  </svg>
);

const TokenToDocs = ({ label }: PictureProps) => (
  <svg class="picture" role="img" aria-label={label} viewBox="0 0 240 150">
    <Docs />
    <rect class="soft" x="42" y="48" width="70" height="7" rx="3.5" />
    <text class="words" x="42" y="84">
      JWT
    </text>
    <rect class="field-box" x="74" y="69" width="124" height="22" rx="5" />
    <Dots x={85} y={80} count={11} />
    <rect class="filled" x="116" y="104" width="86" height="22" rx="8" />
    <path class="tick" d="m125 115 4 4 8-8" />
    <text class="on-filled" x="148" y="119">
      59:58
    </text>
  </svg>
);

const TryIt = ({ label }: PictureProps) => (
  <svg class="picture" role="img" aria-label={label} viewBox="0 0 240 150">
    <Docs />
    <text class="words" x="42" y="60">
      GET
    </text>
    <rect class="soft" x="74" y="51" width="66" height="8" rx="4" />
    <rect class="filled" x="150" y="44" width="48" height="23" rx="6" />
    <text class="on-filled" x="174" y="60" text-anchor="middle">
      TRY
    </text>
    <path class="pointer" d="m182 63 3 19 5-6 8 1z" />
    <rect class="field-box" x="42" y="80" width="156" height="42" rx="6" />
    <text class="words good" x="52" y="98">
      200
    </text>
    <rect class="soft" x="84" y="90" width="90" height="7" rx="3.5" />
    <rect class="soft" x="52" y="106" width="70" height="7" rx="3.5" />
  </svg>
);

const pictures = [
  { name: 'key', Picture: KeyToToken },
  { name: 'docs', Picture: TokenToDocs },
  { name: 'try', Picture: TryIt },
] as const;

/** What the extension does, in three pictures with a sentence each. */
export const Pictures = () => {
  const { t } = useVoice();
  return (
    <ol class="pictures">
      {pictures.map(({ name, Picture }) => (
        <li key={name}>
          <Picture label={t(`welcome.${name}.picture`)} />
          <h3>{t(`welcome.${name}.title`)}</h3>
          <p>{t(`welcome.${name}.text`)}</p>
        </li>
      ))}
    </ol>
  );
};
