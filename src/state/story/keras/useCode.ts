/** Using, looking into and keeping the network: the same in Keras. */
import { NEGATIVE, POSITIVE, UNKNOWN_ID } from '../../../config';
import type { Settings } from '../../../types';
import { encodeCode, padded } from './dataCode';
import type { Snippet } from './python';

/** Of classes by their index in the model's output. */
const CLASS_NAMES = [NEGATIVE, POSITIVE].map((id) => (id === POSITIVE ? 'positive' : 'negative')).join(', ');

export function verdictCode(settings: Settings): Snippet {
  const encoding = encodeCode(settings);
  return {
    imports: ['import keras', ...encoding.imports],
    lines: [
      ...encoding.lines,
      'review = "A quiet, clever and wonderful film."',
      ...padded('x', '[encode(review)]', settings),
      `${CLASS_NAMES} = model.predict(x)[0]`,
      'print(f"negative {negative:.1%}, positive {positive:.1%}")',
    ],
  };
}

export function insideCode(): Snippet {
  return {
    imports: ['import numpy as np'],
    lines: [
      '# The words whose vectors point most nearly the same way.',
      'vectors = model.get_layer("word_vectors").get_weights()[0]',
      'vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)',
      `similarity = vectors @ vectors[id_of.get("great", ${UNKNOWN_ID})]`,
      'for number in np.argsort(-similarity)[:10]:',
      '    print(word_of.get(number), round(float(similarity[number]), 3))',
    ],
  };
}

export function keepCode(): Snippet {
  return {
    imports: ['import keras'],
    lines: [
      'model.save("verdict.keras")',
      'again = keras.models.load_model("verdict.keras")',
      'print(again.predict(x)[0])  # the same answer',
    ],
  };
}
