/** What scripts/assemblyScriptPlugin.ts makes of an import ending in `?assembly`: the compiled module. */
declare module '*?assembly' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module '*?assembly&shared' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module '*?assembly&relaxed' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module '*?assembly&shared&relaxed' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
