import type { ComponentChildren } from 'preact';

interface SettingProps {
  /** Part of the address that leads here. */
  id: string;
  heading: string;
  children: ComponentChildren;
}

/** What the person has just used is gone: the keyboard goes on from the heading of its section. `id`: the section's. */
export const landOn = (id: string): void => document.getElementById(`${id}-heading`)?.focus();

/** A section of the settings page. Its heading can have the keyboard, for who is led here. */
export const Setting = ({ id, heading, children }: SettingProps) => (
  <section class="setting" aria-labelledby={`${id}-heading`}>
    <h2 id={`${id}-heading`} tabIndex={-1}>
      {heading}
    </h2>
    {children}
  </section>
);
