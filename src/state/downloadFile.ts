/** Hands a file to the browser as a download. */
export function downloadFile(name: string, parts: BlobPart[], type: string): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the address after this task has ended.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
