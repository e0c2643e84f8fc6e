const adopted = new Set<string>();

/**
 * Puts styles into the page, once: those of what is loaded later aren't in the page's own files, and the content security policy lets no
 * style element in. To be called where something is drawn with them: a page may load more than it draws.
 *
 * @param css the text of a style sheet of ours
 */
export function adopt(css: string): void {
  if (adopted.has(css)) return;
  adopted.add(css);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
