/**
 * Puts styles into the page: those of what is loaded later aren't in the page's own files, and the content security policy lets no style
 * element in.
 *
 * @param css the text of a style sheet of ours
 */
export function adopt(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
