import type { ComponentChildren } from 'preact';

interface FormProps {
  class?: string;
  /** Within the click: some browsers' questions may be asked only there. */
  onSubmit: () => void;
  children: ComponentChildren;
}

/**
 * A form that says itself what is wrong with it, and goes nowhere. Its button isn't disabled while its task is under way, which ignores a
 * second click: the keyboard would fall out of it.
 */
export const Form = ({ class: name, onSubmit, children }: FormProps) => (
  <form
    class={name}
    noValidate
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
  >
    {children}
  </form>
);
