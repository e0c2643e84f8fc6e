/**
 * @param message a text with `$1`, `$2`, …
 * @param substitutions what stands for them; what is missing is left out, as the browser's own look-up does
 */
export const fillIn = (message: string, substitutions: readonly string[]): string =>
  message.replaceAll(/\$(\d)/g, (_, n: string) => substitutions[Number(n) - 1] ?? '');
