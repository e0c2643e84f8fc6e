import { useEffect, useId, useRef } from 'preact/hooks';

interface AskProps {
  question: string;
  yes: string;
  no: string;
  onYes: () => void;
  onNo: () => void;
}

/** The one question before something is gone for good. */
export const Ask = ({ question, yes, no, onYes, onNo }: AskProps) => {
  const id = useId();
  const keep = useRef<HTMLButtonElement>(null);
  // The harmless answer is the one under the finger.
  useEffect(() => keep.current?.focus(), []);
  return (
    <div class="removal">
      <p id={id}>{question}</p>
      <div class="actions">
        <button type="button" class="danger" aria-describedby={id} onClick={onYes}>
          {yes}
        </button>
        <button type="button" class="quiet" aria-describedby={id} ref={keep} onClick={onNo}>
          {no}
        </button>
      </div>
    </div>
  );
};
