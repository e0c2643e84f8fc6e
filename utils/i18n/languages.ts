/** Each locale in `locales/`, by its file's name, and what its speakers call it: nobody finds a language under a name that they can't read. */
export const languages = {
  en: 'English',
  uk: 'Українська',
  pl: 'Polski',
  de: 'Deutsch',
  es: 'Español',
  it: 'Italiano',
  cs: 'Čeština',
  ro: 'Română',
  lt: 'Lietuvių',
  fr: 'Français',
  hu: 'Magyar',
} as const;
