import { useEffect, useRef } from 'preact/hooks';

/**
 * Gives the keyboard back to the button that asked, once there is an answer: the question, with the focus in it, is gone then.
 *
 * @param asking whether the person is asked now
 * @returns the button's ref
 */
export function useAsked(asking: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const wasAskingRef = useRef(false);
  useEffect(() => {
    // Who went on to something else in the meantime stays there.
    if (wasAskingRef.current && !asking && document.activeElement === document.body) button.current?.focus();
    wasAskingRef.current = asking;
  }, [asking]);
  return button;
}
