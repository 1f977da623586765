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

/** Replaces the element's content. tfjs-vis sets cells as HTML, so names (which may come from a file) are escaped. */
export function fillSummary(host: HTMLElement, layers: LayerSummary[], render: typeof renderTable): void {
  host.replaceChildren();
  const values = layers.map(({ name, className, outputShape, numParams }) => [
    escapeHtml(name),
    escapeHtml(className),
    escapeHtml(outputShape),
    numParams.toLocaleString('en'),
  ]);
  render(host, { headers: HEADERS, values });
  const table = host.querySelector('table');
  if (table === null) return;
  table.prepend(element('caption', 'Model summary'));
  for (const header of table.querySelectorAll('thead th')) header.setAttribute('scope', 'col');
  for (const cell of table.querySelectorAll('tbody td:first-child')) {
    const header = element('th', cell.textContent);
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
