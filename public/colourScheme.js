/**
 * Puts the colour scheme that was chosen on an earlier visit on the root element before the first paint.
 * A file of its own, because the Content-Security-Policy forbids inline scripts, and classic, because a
 * module would run after the first paint. The key is STORAGE.colourScheme of src/config.ts.
 */
try {
  const chosen = localStorage.getItem('verdict-colour-scheme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.mantineColorScheme = chosen;
} catch {
  // Storage is blocked: the page follows the system.
}
