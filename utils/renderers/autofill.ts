/**
 * RapiDoc draws the token into a text field, and Chromium keeps on disk what stands in fields when a click leads away from the page (autofill,
 * `Web Data` in the profile). So these fields say that they aren't to be kept. Swagger UI shows dots, and has none. The focused style draws
 * them anew each time that a person comes to them: ask at each gesture.
 *
 * @param document the docs page; asked from our own world, where the page can't replace what is called
 */
export function keepFromAutofill(document: Document): void {
  for (const docs of document.querySelectorAll('rapi-doc'))
    // By its id: large docs have ten thousand elements to look through.
    for (const field of docs.shadowRoot?.getElementById('auth')?.querySelectorAll('.api-key-input') ?? [])
      field.setAttribute('autocomplete', 'off');
}
