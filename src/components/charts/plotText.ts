/** plotly reads a small HTML in every text; words such as `<UNK>` must not be taken for tags. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
