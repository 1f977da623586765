/** Short messages at the edge of the page: one at a time, the newest wins. */
import { getState, setState } from './store';

let lastId = 0;

export function showNotice(text: string): void {
  setState({ notice: { id: ++lastId, text } });
}

/** Takes away the notice, unless a newer one has replaced it. */
export function dismissNotice(id: number): void {
  if (getState().notice?.id === id) setState({ notice: null });
}
