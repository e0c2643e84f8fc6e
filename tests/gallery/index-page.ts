/** A picture of the gallery. */
export interface Picture {
  readonly file: string;
  readonly name: string;
  readonly theme: string;
  readonly language: string;
}

/**
 * @param pictures all of them, in their order
 * @returns a page that shows them by state, light and dark and the languages side by side
 */
export function indexPage(pictures: readonly Picture[]): string {
  const figure = ({ file, theme, language }: Picture) =>
    `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${language}, ${theme}</figcaption></figure>`;
  const sections = [...Map.groupBy(pictures, ({ name }) => name)].map(
    ([name, own]) => `<h2>${name}</h2><div>${own.map(figure).join('')}</div>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Gallery</title>
<style>
  body { margin: 20px; background: #888; font: 14px system-ui; }
  div { display: flex; flex-wrap: wrap; align-items: start; gap: 16px; }
  figure { margin: 0; }
  img { max-width: 380px; max-height: 640px; box-shadow: 0 2px 8px #0006; }
</style>
<h1>Gallery</h1>
${sections.join('\n')}
</html>
`;
}
