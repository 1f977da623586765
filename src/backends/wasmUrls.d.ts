/** What Vite makes of an import ending in `.wasm?url`: the file's address on our own origin. */
declare module '*.wasm?url' {
  const url: string;
  export default url;
}
