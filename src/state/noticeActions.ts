/** Short messages at the edge of the page: one at a time, the newest wins. */
import { getState, setState, type Notice } from './store';

let lastId = 0;

export function showNotice(text: string, action: Notice['action'] = null): void {
  setState({ notice: { id: ++lastId, text, action } });
}

/** Takes away the notice, unless a newer one has replaced it. */
export function dismissNotice(id: number): void {
  if (getState().notice?.id === id) setState({ notice: null });
}
