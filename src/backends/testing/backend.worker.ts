/** Starts the backend that it is told to, in a worker, and answers with what a product gives there. */
import * as tf from '@tensorflow/tfjs-core';
import type { BackendChoice, BackendReport } from '../../types';
import { activateBackend } from '../backend';

export interface Answer {
  report: BackendReport;
  product: number[];
}

addEventListener('message', (event: MessageEvent<BackendChoice>) => {
  void answer(event.data).then((result) => postMessage(result));
});

async function answer(choice: BackendChoice): Promise<Answer> {
  const report = await activateBackend(choice);
  const product = tf.tidy(() =>
    tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])),
  );
  return { report, product: [...(await product.data())] };
}
