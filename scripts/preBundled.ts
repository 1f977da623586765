/**
 * Packages that Vite's dev server and the browser tests bundle before they start. One that is met later, in
 * a worker say, makes Vite reload the page under what runs, and may bring a second copy of tfjs-core with it.
 */
export const PRE_BUNDLED = [
  '@mantine/core',
  '@tanstack/virtual-core',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgl',
  '@tensorflow/tfjs-backend-webgpu',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  'comlink',
  'fflate',
  'idb',
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-dev-runtime',
  'react/jsx-runtime',
  'umap-js',
  'valibot',
  'zustand',
  'zustand/react/shallow',
];
