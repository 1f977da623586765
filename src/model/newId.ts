/** A random 128-bit identifier in hex. Unlike `crypto.randomUUID` it also works where the page is not a secure context. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
