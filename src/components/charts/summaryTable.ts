/** Fills an element with the model summary and gives tfjs-vis's table what it lacks: caption, scopes, a footer. */
import { formatBytes } from '../../state/progressText';
import type { LayerSummary } from '../../types';
import { escapeHtml } from './plotText';
import type { renderTable } from './visTable';

const HEADERS = ['Layer', 'Type', 'Output shape', 'Parameters'];
/** Weights are float32. */
const BYTES_PER_PARAMETER = 4;

export interface SummaryOptions {
  /** A column of what the parameters take up. */
  hasMemory?: boolean;
  /** Makes a button of the name of each layer with parameters. */
  onChoose?: (name: string) => void;
}

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
export function fillSummary(
  host: HTMLElement,
  layers: LayerSummary[],
  render: typeof renderTable,
  { hasMemory = false, onChoose }: SummaryOptions = {},
): void {
  host.replaceChildren();
  const numbers = (numParams: number): string[] => [
    numParams.toLocaleString('en'),
    ...(hasMemory ? [numParams === 0 ? '0' : formatBytes(BYTES_PER_PARAMETER * numParams)] : []),
  ];
  const values = layers.map(({ name, className, outputShape, numParams }) => [
    breakable(name),
    breakable(className),
    breakable(outputShape),
    ...numbers(numParams),
  ]);
  render(host, { headers: hasMemory ? [...HEADERS, 'Memory'] : HEADERS, values });
  const table = host.querySelector('table');
  if (table === null) return;
  table.prepend(element('caption', 'Model summary'));
  for (const header of table.querySelectorAll('thead th')) header.setAttribute('scope', 'col');
  table.querySelectorAll('tbody td:first-child').forEach((cell, i) => {
    const header = element('th', '');
    const { name, numParams } = layers[i]!;
    if (onChoose !== undefined && numParams > 0) header.append(chooser(cell, name, onChoose));
    else header.append(...cell.childNodes);
    header.setAttribute('scope', 'row');
    header.className = cell.className;
    cell.replaceWith(header);
  });
  const row = table.createTFoot().insertRow();
  const label = element('th', 'Total parameters');
  label.setAttribute('scope', 'row');
  // Where there is memory, a phone leaves the second cell of each row out: the label then spans the other two.
  const blanks = hasMemory ? [element('td', '')] : [];
  label.setAttribute('colspan', String(HEADERS.length - 1 - blanks.length));
  const total = layers.reduce((sum, { numParams }) => sum + numParams, 0);
  row.append(label, ...blanks, ...numbers(total).map((text) => element('td', text)));
}

function chooser(content: Element, name: string, onChoose: (name: string) => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.layer = name;
  button.append(...content.childNodes);
  button.addEventListener('click', () => onChoose(name));
  return button;
}

/** Says which of the layers that can be chosen is. */
export function markChosen(host: HTMLElement, chosen: string | null): void {
  for (const button of host.querySelectorAll<HTMLElement>('button[data-layer]')) {
    button.setAttribute('aria-pressed', String(button.dataset.layer === chosen));
  }
}
