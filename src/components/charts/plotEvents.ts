/** plotly puts an emitter of its own on the element that it draws in; `purge` takes it away. */
interface Emitter {
  on(event: string, listener: (event: unknown) => void): void;
}

function isEmitter(element: object): element is Emitter {
  return 'on' in element && typeof element.on === 'function';
}

/** Does nothing before the first draw. */
export function listen(element: HTMLElement, event: string, listener: (event: unknown) => void): void {
  if (isEmitter(element)) element.on(event, listener);
}
