/** Compiling and training: the same in Keras. */
import type { Settings } from '../../../types';
import { withoutEffect } from '../../settingEffects';
import { asArgument, call, comment, float, listArgument, type Snippet } from './python';

export function trainCode(settings: Settings): Snippet {
  const { schedule, labelSmoothing, adversarial } = settings;
  return {
    imports: ['import keras', ...(schedule === 'cosine' ? ['import math'] : [])],
    lines: [
      ...(adversarial > 0
        ? comment(
            'Not here: the page also trains on word vectors pushed in the direction that misleads most (adversarial training).',
          )
        : []),
      ...(schedule === 'cosine' ? cosine(settings) : []),
      ...(labelSmoothing > 0 ? ['y_train = keras.utils.to_categorical(train_labels, 2)'] : []),
      ...compile(settings),
      ...fit(settings),
      ...(settings.emaDecay > 0 ? OWN_COPIES : []),
    ],
  };
}

/** With JAX the weights and their averages are the same arrays after `fit`, and Keras 3.15 deletes them when it evaluates. */
const OWN_COPIES = [
  '# The averaged weights, as copies of their own (JAX needs that).',
  'model.set_weights(model.get_weights())',
];

const WARM_UP = 0.05;

function cosine({ epochs, batchSize, validationShare, learningRate }: Settings): string[] {
  const trained = validationShare > 0 ? `len(x_train) * (1 - ${validationShare})` : 'len(x_train)';
  return [
    ...comment('The rate rises over the first 5% of all steps, then falls to 0 along half a cosine.'),
    `steps = ${epochs} * math.ceil(${trained} / ${batchSize})`,
    `warm_up = max(1, round(${WARM_UP} * steps))`,
    ...call('rate = keras.optimizers.schedules.CosineDecay', [
      'initial_learning_rate=0.0',
      `warmup_target=${float(learningRate)}`,
      'warmup_steps=warm_up',
      'decay_steps=steps - warm_up',
    ]),
  ];
}

function compile({ schedule, learningRate, clipNorm, emaDecay, labelSmoothing }: Settings): string[] {
  const adam = call('keras.optimizers.Adam', [
    `learning_rate=${schedule === 'cosine' ? 'rate' : float(learningRate)}`,
    clipNorm > 0 ? `global_clipnorm=${float(clipNorm)}` : null,
    emaDecay > 0 ? 'use_ema=True' : null,
    emaDecay > 0 ? `ema_momentum=${float(emaDecay)}` : null,
  ]);
  const loss =
    labelSmoothing > 0
      ? asArgument(call('keras.losses.CategoricalCrossentropy', [`label_smoothing=${float(labelSmoothing)}`]))
      : '"sparse_categorical_crossentropy"';
  return call('model.compile', [`optimizer=${asArgument(adam)}`, `loss=${loss}`, 'metrics=["accuracy"]']);
}

function fit(settings: Settings): string[] {
  const { epochs, batchSize, validationShare, labelSmoothing, patience, emaDecay } = settings;
  const hasValidation = validationShare > 0;
  const callbacks = [
    // Validation judges the averaged weights, which are the model.
    ...(emaDecay > 0 && hasValidation ? ['keras.callbacks.SwapEMAWeights()'] : []),
    ...(patience > 0 && withoutEffect('patience', settings) === null
      ? [asArgument(call('keras.callbacks.EarlyStopping', ['monitor="val_loss"', `patience=${patience}`]))]
      : []),
  ];
  return call('history = model.fit', [
    'x_train',
    labelSmoothing > 0 ? 'y_train' : 'train_labels',
    `epochs=${epochs}`,
    `batch_size=${batchSize}`,
    hasValidation ? `validation_split=${float(validationShare)}` : null,
    listArgument('callbacks', callbacks),
  ]);
}

export function curvesCode({ validationShare, labelSmoothing }: Settings): Snippet {
  const labels = labelSmoothing > 0 ? 'keras.utils.to_categorical(test_labels, 2)' : 'test_labels';
  return {
    imports: ['import matplotlib.pyplot as plt', ...(labelSmoothing > 0 ? ['import keras'] : [])],
    lines: [
      'for name in ("loss", "accuracy"):',
      '    plt.plot(history.history[name], label="training")',
      ...(validationShare > 0 ? ['    plt.plot(history.history["val_" + name], label="validation")'] : []),
      '    plt.title(name)',
      '    plt.legend()',
      '    plt.show()',
      ...call('loss, accuracy = model.evaluate', ['x_test', labels]),
      'print(f"Right on {accuracy:.1%} of the test reviews")',
    ],
  };
}
