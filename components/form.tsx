import type { ComponentChildren } from 'preact';

interface FormProps {
  class?: string;
  /** Within the click: some browsers' questions may be asked only there. */
  onSubmit: () => void;
  children: ComponentChildren;
}

/** A form that says itself what is wrong with it, and goes nowhere. */
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
