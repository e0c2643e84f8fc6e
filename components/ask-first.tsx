import { Ask } from './ask';
import { useAsked } from './use-asked';

interface AskFirstProps {
  /** The button's. */
  label: string;
  /** Its name, where the label alone says too little. */
  named?: string;
  kind: 'secondary' | 'danger';
  disabled: boolean;
  /** The id of the words that say what it is about. */
  describedBy?: string;
  /** Whether the person is asked now. */
  asking: boolean;
  question: string;
  yes: string;
  no: string;
  /** `true`: ask; `false`: it stays as it is. */
  onAsk: (asks: boolean) => void;
  onYes: () => void;
}

/** A button whose work can't be undone: in its place comes the question, and afterwards the button again, with the keyboard on it. */
export const AskFirst = (props: AskFirstProps) => {
  const { label, named, kind, disabled, describedBy, asking, question, yes, no, onAsk, onYes } = props;
  const button = useAsked(asking);
  if (asking) return <Ask question={question} yes={yes} no={no} onYes={onYes} onNo={() => onAsk(false)} />;
  return (
    <button
      type="button"
      class={kind}
      ref={button}
      disabled={disabled}
      aria-label={named}
      aria-describedby={describedBy}
      onClick={() => onAsk(true)}
    >
      {label}
    </button>
  );
};
