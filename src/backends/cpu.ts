/** Plain JavaScript: slow, and always there. */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendDefinition } from './definition';

export const cpu: BackendDefinition = {
  name: 'cpu',

  probe() {
    return Promise.resolve({
      name: 'cpu',
      isAvailable: true,
      isSoftware: false,
      renderer: '',
      note: 'Plain JavaScript: works everywhere, and is the slowest.',
    });
  },

  async activate() {
    await import('@tensorflow/tfjs-backend-cpu');
    if (!(await tf.setBackend('cpu'))) throw new Error('tfjs could not start its CPU backend.');
  },

  title: () => 'CPU (plain JavaScript)',
};
