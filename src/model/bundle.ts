/** Checks of model bundles that come from outside this thread: another worker, storage, a file. */
import * as v from 'valibot';
import { FIRST_WORD_ID } from '../config';
import { ordersOf } from '../data/features/featureMaker';
import { splitWords } from '../data/vocabulary';
import { VerdictError } from '../errors';
import { RECIPE_IDS, RECIPES } from '../recipes';
import type {
  BackendChoice,
  BackendName,
  Branches,
  DatasetId,
  Direction,
  EmbeddingStart,
  KerasTopology,
  ModelBundle,
  ModelMeta,
  NamedWeight,
  OptimizerState,
  Pooling,
  Readout,
  Schedule,
  Settings,
  Side,
} from '../types';
import { EMPTY_TOPOLOGY, hasNetwork } from './emptyNetwork';
import { countFeatures } from './extras';
import { describeNetwork } from './networkDescription';
import { tokenizerSchema, tokenizerTroubles } from './tokenizerSettings';
import { layersOf, parseTopology, weightSpecs } from './topology';

/** Of `ModelMeta.versions`: what this code writes, and the newest that it reads. */
export const FORMAT_VERSION = 1;
/** How many troubles one message lists. */
const MAX_LISTED = 3;

const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
const finite = v.pipe(v.number(), v.finite());
const nonNegative = v.pipe(v.number(), v.finite(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** All values of a union: the compiler refuses one that is left out, which saved models could otherwise hold. */
const oneOf = <T extends string>(values: Record<T, true>) => v.picklist(Object.keys(values) as T[]);
const side = oneOf<Side>({ pre: true, post: true });

/** A model that was saved before a setting existed was trained as the tutorial's recipe has it. */
const { settings: before } = RECIPES.tutorial;
const rate = v.pipe(share, v.maxValue(0.99));

// Bounds keep a file from outside from asking for absurd amounts of memory; the page's fields are stricter.
export const settingsSchema: v.GenericSchema<unknown, Settings> = v.object({
  dataset: oneOf<DatasetId>({ imdb: true, sentences: true }),
  numWords: integer(FIRST_WORD_ID, 1_000_000),
  maxLen: integer(1, 10_000),
  truncating: side,
  padding: side,
  validationShare: v.pipe(share, v.maxValue(0.9)),
  numReviews: integer(0, 100_000_000),
  seed: v.pipe(v.number(), v.safeInteger()),
  recipe: v.picklist(RECIPE_IDS),
  readout: oneOf<Readout>({ lastWord: true, lastStep: true }),
  backend: oneOf<BackendChoice>({ auto: true, webgl: true, webgpu: true, wasm: true, cpu: true }),
  epochs: integer(1, 1_000_000),
  batchSize: integer(1, 100_000),
  learningRate: v.pipe(v.number(), v.gtValue(0), v.maxValue(1000)),
  branches: v.optional(oneOf<Branches>({ network: true, linear: true, both: true }), before.branches),
  numBigrams: v.optional(integer(0, 10_000_000), before.numBigrams),
  numTrigrams: v.optional(integer(0, 10_000_000), before.numTrigrams),
  embeddingUnits: v.optional(integer(1, 10_000), before.embeddingUnits),
  embeddingStart: v.optional(
    oneOf<EmbeddingStart>({ random: true, cooccurrence: true }),
    before.embeddingStart,
  ),
  lstmLayers: v.optional(integer(0, 100), before.lstmLayers),
  units: v.optional(integer(1, 10_000), before.units),
  direction: v.optional(oneOf<Direction>({ forward: true, both: true }), before.direction),
  pooling: v.optional(oneOf<Pooling>({ last: true, max: true, mean: true, maxMean: true }), before.pooling),
  denseUnits: v.optional(integer(0, 100_000), before.denseUnits),
  wordDropout: v.optional(rate, before.wordDropout),
  embeddingDropout: v.optional(rate, before.embeddingDropout),
  inputDropout: v.optional(rate, before.inputDropout),
  recurrentDropout: v.optional(rate, before.recurrentDropout),
  headDropout: v.optional(rate, before.headDropout),
  schedule: v.optional(oneOf<Schedule>({ constant: true, cosine: true }), before.schedule),
  clipNorm: v.optional(nonNegative, before.clipNorm),
  emaDecay: v.optional(v.pipe(share, v.ltValue(1)), before.emaDecay),
  adversarial: v.optional(nonNegative, before.adversarial),
  labelSmoothing: v.optional(v.pipe(share, v.ltValue(1)), before.labelSmoothing),
  patience: v.optional(integer(0, 1_000_000), before.patience),
});

export const epochSchema = v.object({
  epoch: integer(1, Number.MAX_SAFE_INTEGER),
  loss: nonNegative,
  accuracy: share,
  valLoss: v.nullable(nonNegative),
  valAccuracy: v.nullable(share),
  seconds: nonNegative,
});

export const testSchema = v.object({
  loss: nonNegative,
  accuracy: share,
  reviews: integer(0, Number.MAX_SAFE_INTEGER),
  seconds: nonNegative,
});

export const backendNameSchema = oneOf<BackendName>({ webgl: true, webgpu: true, wasm: true, cpu: true });

const metaSchema: v.GenericSchema<unknown, ModelMeta> = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)),
  savedAt: v.pipe(
    v.string(),
    v.check((text) => !Number.isNaN(Date.parse(text)), 'not a date'),
  ),
  isAutosave: v.boolean(),
  settings: settingsSchema,
  tokenizer: tokenizerSchema,
  datasetTitle: v.string(),
  citation: v.string(),
  datasetHash: v.string(),
  history: v.array(epochSchema),
  epoch: integer(0, Number.MAX_SAFE_INTEGER),
  test: v.nullable(testSchema),
  blend: v.exactOptional(v.object({ network: finite, linear: finite, bias: finite })),
  temperature: v.exactOptional(v.pipe(v.number(), v.finite(), v.gtValue(0))),
  backend: backendNameSchema,
  numParams: integer(0, Number.MAX_SAFE_INTEGER),
  sizeBytes: integer(0, Number.MAX_SAFE_INTEGER),
  versions: v.object({ format: v.literal(FORMAT_VERSION), app: v.string(), tfjs: v.string() }),
});

const weightsSchema = v.array(
  v.object({ name: v.string(), shape: v.array(v.number()), values: v.instance(Float32Array) }),
);

const contentsSchema = v.object({
  weights: weightsSchema,
  optimizer: v.nullable(
    v.object({
      className: v.literal('Adam'),
      iterations: integer(0, Number.MAX_SAFE_INTEGER),
      slots: weightsSchema,
    }),
  ),
  vocabulary: v.string(),
  ngrams: v.exactOptional(v.array(v.instance(Int32Array))),
  linear: v.exactOptional(v.object({ weights: v.instance(Float32Array), bias: finite })),
});

const versionSchema = v.object({ versions: v.object({ format: v.number() }) });

/** From outside. Fields that are not known are dropped. @throws VerdictError 'bad-archive' naming the field */
export function parseMeta(value: unknown): ModelMeta {
  const version = v.safeParse(versionSchema, value);
  if (version.success && version.output.versions.format > FORMAT_VERSION) {
    throw new VerdictError(
      'bad-archive',
      `This model was saved in format ${version.output.versions.format} by a newer version of this page; ` +
        `this one reads formats up to ${FORMAT_VERSION}. Reload the page to get the newest version.`,
    );
  }
  return parse(metaSchema, value);
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw damaged(`“${v.getDotPath(issue) ?? 'all of it'}” is not as expected (${issue.message})`);
}

function damaged(what: string): VerdictError {
  return new VerdictError('bad-archive', `This model is damaged: ${what}.`);
}

/**
 * Topology, weights, vocabulary, optimizer state and settings must be whole and belong together.
 * @throws VerdictError 'bad-archive' naming the troubles
 */
export function checkBundle(bundle: ModelBundle): void {
  const { settings, tokenizer } = parseMeta(bundle.meta);
  parseModelTopology(bundle.topology, settings);
  parse(contentsSchema, bundle);
  const specs = hasNetwork(bundle.topology) ? weightSpecs(bundle.topology) : [];
  const troubles = [
    ...settingsTroubles(bundle, settings),
    ...tokenizerTroubles(tokenizer),
    ...(hasNetwork(bundle.topology) ? vocabularyTroubles(bundle) : []),
    ...ngramTroubles(bundle, settings),
    ...linearTroubles(bundle, settings),
    ...weightTroubles(specs, bundle.weights, 'weight'),
    ...(bundle.optimizer === null ? [] : optimizerTroubles(bundle.optimizer, specs)),
  ];
  if (troubles.length === 0) return;
  const more = troubles.length > MAX_LISTED ? `; and ${troubles.length - MAX_LISTED} more` : '';
  throw damaged(`${troubles.slice(0, MAX_LISTED).join('; ')}${more}`);
}

type Specs = ReturnType<typeof weightSpecs>;

function settingsTroubles({ topology }: ModelBundle, settings: Settings): string[] {
  if (!hasNetwork(topology)) return [];
  const embedding = layersOf(topology).find((layer) => layer.kind === 'embedding');
  if (embedding === undefined) return [];
  const troubles: string[] = [];
  if (embedding.maxLen !== null && embedding.maxLen !== settings.maxLen) {
    troubles.push(
      `the network reads ${embedding.maxLen} steps, but the settings say ${settings.maxLen} (maxLen)`,
    );
  }
  const { pooling, direction, readout } = settings;
  const isPadded = topology.class_name === 'Sequential' && pooling === 'last' && direction === 'forward';
  if (isPadded && embedding.maskZero !== (readout === 'lastWord')) {
    troubles.push(
      `the network's “mask_zero” is ${embedding.maskZero}, but the settings' readout is ${readout}`,
    );
  }
  return troubles;
}

/** From outside. A linear model alone has no layers. @throws VerdictError 'bad-archive' as parseTopology */
export function parseModelTopology(value: unknown, { branches }: Pick<Settings, 'branches'>): KerasTopology {
  return branches === 'linear' ? EMPTY_TOPOLOGY : parseTopology(value);
}

/** Every n-gram vocabulary must have the order that the settings say, and words that there are. */
function ngramTroubles({ ngrams = [], vocabulary, topology }: ModelBundle, settings: Settings): string[] {
  const orders = ordersOf(settings);
  if (ngrams.length !== orders.length) {
    return [`it has ${ngrams.length} vocabularies of n-grams where the settings ask for ${orders.length}`];
  }
  const end = FIRST_WORD_ID + splitWords(vocabulary).length;
  const tables = hasNetwork(topology) ? describeNetwork(topology).tables.slice(1) : [];
  return ngrams.flatMap((words, i) => {
    const what = orders[i] === 2 ? 'bigrams' : 'trigrams';
    if (words.length % orders[i]! !== 0) return [`the list of ${what} ends in the middle of one`];
    if (words.some((id) => id < FIRST_WORD_ID || id >= end))
      return [`one of the ${what} has an unknown word`];
    const numRows = words.length / orders[i]! + 1;
    const table = tables[i];
    return table === undefined || table.numRows === numRows
      ? []
      : [`the embedding of ${what} has ${table.numRows} rows where ${numRows} are needed`];
  });
}

function linearTroubles({ linear, ngrams = [] }: ModelBundle, settings: Settings): string[] {
  if (settings.branches === 'network')
    return linear === undefined ? [] : ['a linear model that no setting asks for'];
  if (linear === undefined) return ['the linear model is missing'];
  const numFeatures = countFeatures(settings, ngrams);
  const troubles: string[] = [];
  if (linear.weights.length !== numFeatures) {
    troubles.push(`the linear model has ${linear.weights.length} weights where ${numFeatures} are needed`);
  }
  if (!linear.weights.every(Number.isFinite)) troubles.push('a weight of the linear model is no number');
  return troubles;
}

function vocabularyTroubles({ vocabulary, topology }: ModelBundle): string[] {
  const words = splitWords(vocabulary);
  const numWords = layersOf(topology).find((layer) => layer.kind === 'embedding')?.numWords ?? 0;
  const troubles: string[] = [];
  if (words.length + FIRST_WORD_ID > numWords) {
    troubles.push(
      `the vocabulary has ${words.length} words, and the embedding of ${numWords} rows has room for ${Math.max(0, numWords - FIRST_WORD_ID)}`,
    );
  }
  if (words.includes('')) troubles.push(`word ${words.indexOf('') + 1} of the vocabulary is empty`);
  if (new Set(words).size < words.length) troubles.push('the vocabulary lists a word twice');
  return troubles;
}

function optimizerTroubles(optimizer: OptimizerState, specs: Specs): string[] {
  const slots = ['m', 'v'].flatMap((moment) =>
    specs.map(({ name, shape }) => ({ name: `${moment}/${name}`, shape })),
  );
  const troubles = weightTroubles(slots, optimizer.slots, 'optimizer slot');
  // The optimizer takes its slots by position.
  const misplaced = slots.find(({ name }, i) => optimizer.slots[i]?.name !== name);
  if (troubles.length === 0 && misplaced !== undefined) {
    troubles.push(`the optimizer slot ${misplaced.name} is not at its place`);
  }
  return troubles;
}

/** @param what what one of them is called in messages */
function weightTroubles(specs: Specs, weights: NamedWeight[], what: string): string[] {
  const troubles: string[] = [];
  const byName = new Map(weights.map((weight) => [weight.name, weight]));
  if (byName.size < weights.length) troubles.push(`a ${what} is there twice`);
  for (const { name, shape } of specs) {
    const weight = byName.get(name);
    byName.delete(name);
    const trouble = weight === undefined ? 'is missing' : valuesTrouble(weight, shape);
    if (trouble !== null) troubles.push(`the ${what} ${name} ${trouble}`);
  }
  for (const name of byName.keys()) troubles.push(`the ${what} ${name} belongs to no layer`);
  return troubles;
}

function valuesTrouble({ shape, values }: NamedWeight, expected: number[]): string | null {
  if (shape.join() !== expected.join()) {
    return `has the shape [${shape.join(', ')}] where [${expected.join(', ')}] is needed`;
  }
  const size = expected.reduce((a, b) => a * b, 1);
  if (values.length !== size) return `holds ${values.length} numbers where ${size} are needed`;
  const bad = values.findIndex((value) => !Number.isFinite(value));
  return bad === -1 ? null : `holds ${values[bad]} at position ${bad}`;
}
