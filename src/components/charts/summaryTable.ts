/** Fills an element with the model summary and gives tfjs-vis's table what it lacks: caption, scopes, a footer. */
import type { LayerSummary } from '../../types';
import { escapeHtml } from './plotText';
import type { renderTable } from './visTable';

const HEADERS = ['Layer', 'Type', 'Output shape', 'Parameters'];

function element(tag: 'caption' | 'th' | 'td', text: string): HTMLElement {
  const created = document.createElement(tag);
  created.textContent = text;
  return created;
}

/** As HTML, with places where a narrow column may break it: GlobalMax|Pooling1D, embedding_|bigrams, [null,|32]. */
function breakable(text: string): string {
  return text
    .split(/(?<=[,_])|(?<=[a-z\d])(?=[A-Z])/)
    .map(escapeHtml)
    .join('<wbr>');
}

/** Replaces the element's content. tfjs-vis sets cells as HTML, so names (which may come from a file) are escaped. */
export function fillSummary(host: HTMLElement, layers: LayerSummary[], render: typeof renderTable): void {
  host.replaceChildren();
  const values = layers.map(({ name, className, outputShape, numParams }) => [
    breakable(name),
    breakable(className),
    breakable(outputShape),
    numParams.toLocaleString('en'),
  ]);
  render(host, { headers: HEADERS, values });
  const table = host.querySelector('table');
  if (table === null) return;
  table.prepend(element('caption', 'Model summary'));
  for (const header of table.querySelectorAll('thead th')) header.setAttribute('scope', 'col');
  for (const cell of table.querySelectorAll('tbody td:first-child')) {
    const header = element('th', '');
    header.append(...cell.childNodes);
    header.setAttribute('scope', 'row');
    header.className = cell.className;
    cell.replaceWith(header);
  }
  const row = table.createTFoot().insertRow();
  const label = element('th', 'Total parameters');
  label.setAttribute('scope', 'row');
  label.setAttribute('colspan', String(HEADERS.length - 1));
  const total = layers.reduce((sum, { numParams }) => sum + numParams, 0);
  row.append(label, element('td', total.toLocaleString('en')));
}
