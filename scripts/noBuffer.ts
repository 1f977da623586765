/** What plotly's memory pool (typedarray-pool) asks of Node's `buffer` module, in a browser, where no Buffer exists. */
export const Buffer = { isBuffer: (): boolean => false };
