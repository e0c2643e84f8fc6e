/** Docs with a form of their own instead of a renderer: it calls the API with what stands in its field "Bearer Token". */
export interface FormVariant {
  readonly renderer: 'form';
  /** What stands in the field "Base URL" at first. */
  readonly baseUrl: string;
  /** What "Send" gets, below the base URL. */
  readonly path: string;
  /** The page goes by the fields' `input` events, as React's do, and not by what stands in them. */
  readonly listens?: boolean;
}

/** What the page's script takes from a field when it sends. */
const fieldsAtOnce = 'const read = (id) => document.getElementById(id).value;';

/** What a page keeps that goes by events: a value that was set without one is not there for it. */
const fieldsByEvents = `const state = {};
const keep = (field) => { state[field.id] = field.value; };
document.querySelectorAll('#form input').forEach((field) => {
  keep(field);
  field.addEventListener('input', () => keep(field));
});
const read = (id) => state[id];`;

/** A form as somebody writes it who has no renderer. */
export const formBody = ({ baseUrl, path, listens }: FormVariant): string => `
<main>
<h1>Try it</h1>
<form id="form">
  <p><label for="base-url">Base URL</label> <input id="base-url" type="url" value="${baseUrl}"></p>
  <p><label for="bearer-token">Bearer Token</label>
    <input id="bearer-token" type="text" autocomplete="off" aria-describedby="hint">
    <small id="hint">just enter the token</small></p>
  <p><code>GET ${path}</code> <button type="submit">Send</button></p>
  <p>Answer: <output id="status"></output></p>
</form>
</main>
<script>
{
  ${listens ? fieldsByEvents : fieldsAtOnce}
  const shown = document.getElementById('status');
  document.getElementById('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    shown.textContent = '';
    const headers = { authorization: \`Bearer \${read('bearer-token')}\` };
    const answer = await fetch(read('base-url').replace(/\\/$/, '') + ${JSON.stringify(path)}, { headers }).catch(() => null);
    shown.textContent = answer ? String(answer.status) : 'failed';
  });
}
</script>`;
