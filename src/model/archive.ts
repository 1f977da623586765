/**
 * A model as one zip: `model.json` and `weights.bin` in tfjs's layers format, `vocabulary.json` (place = id),
 * `verdict.json` (description and checksums), the optimizer's state, a README. Implements `ModelArchive` of ../clients.ts.
 */
import * as v from 'valibot';
import { SPECIAL_WORDS } from '../config';
import { ordersOf } from '../data/features/featureMaker';
import { splitWords } from '../data/vocabulary';
import { VerdictError } from '../errors';
import type { ModelBundle, ModelMeta, NamedWeight, OptimizerState } from '../types';
import { ArchiveEntries, badFile, inEntry, inFile } from './archiveEntries';
import { archiveReadme } from './archiveReadme';
import { checkBundle, parseMeta, parseModelTopology } from './bundle';
import { crc32Hex } from './crc32';
import { fromTensors, isNgrams, toTensors } from './extras';
import { newId } from './newId';
import { readTensors, specsSchema, writeQuantised, writeTensors, type TensorSpec } from './tensorFile';
import { readZip, writeZip, type ZipEntry } from './zipFile';

const FILES = {
  readme: 'README.txt',
  verdict: 'verdict.json',
  model: 'model.json',
  weights: 'weights.bin',
  vocabulary: 'vocabulary.json',
  optimizer: 'optimizer.json',
  slots: 'optimizer.bin',
  extras: 'extras.json',
  extraValues: 'extras.bin',
} as const;
const FORMAT = 'verdict-model';

export interface ArchiveOptions {
  /** One byte for each weight of a large tensor, and no optimizer state: a sixth of the size or less, see tensorFile.ts. */
  isQuantised?: boolean;
}

/** @throws VerdictError 'bad-archive' for a bundle that could not be read back */
export async function writeArchive(
  bundle: ModelBundle,
  { isQuantised = false }: ArchiveOptions = {},
): Promise<Uint8Array> {
  checkBundle(bundle);
  const { meta, topology, vocabulary } = bundle;
  const optimizer = isQuantised ? null : bundle.optimizer;
  const weights = isQuantised ? writeQuantised(bundle.weights) : writeTensors(bundle.weights);
  const checked = new Map<string, ZipEntry>([
    [
      FILES.model,
      json({
        modelTopology: topology,
        format: 'layers-model',
        generatedBy: `Verdict ${meta.versions.app}`,
        convertedBy: null,
        weightsManifest: [{ paths: [FILES.weights], weights: weights.specs }],
      }),
    ],
    // Bytes that crowd round the middle of their range take less room deflated; float32 hardly does.
    [FILES.weights, { bytes: weights.bytes, isStored: !isQuantised }],
    [FILES.vocabulary, json([...SPECIAL_WORDS, ...splitWords(vocabulary)])],
    ...(optimizer === null ? [] : optimizerEntries(optimizer)),
    ...extraEntries(bundle, isQuantised),
  ]);
  const files = Object.fromEntries(
    Array.from(checked, ([name, { bytes }]) => [name, { sizeBytes: bytes.length, crc32: crc32Hex(bytes) }]),
  );
  const entries = new Map<string, ZipEntry>([
    [FILES.readme, { bytes: new TextEncoder().encode(archiveReadme(meta)), isStored: false }],
    [FILES.verdict, json({ format: FORMAT, meta, files })],
    ...checked,
  ]);
  return writeZip(entries, new Date(meta.savedAt));
}

function optimizerEntries({ className, iterations, slots }: OptimizerState): [string, ZipEntry][] {
  const { specs, bytes } = writeTensors(slots);
  return [
    [FILES.optimizer, json({ className, iterations, paths: [FILES.slots], slots: specs })],
    [FILES.slots, { bytes, isStored: true }],
  ];
}

/** N-grams and linear model, where the model has them. Only the latter's weights may be inexact. */
function extraEntries(bundle: ModelBundle, isQuantised: boolean): [string, ZipEntry][] {
  const tensors = toTensors(bundle, ordersOf(bundle.meta.settings));
  if (tensors.length === 0) return [];
  const parts = tensors.map((tensor) =>
    isQuantised && !isNgrams(tensor.name) ? writeQuantised([tensor]) : writeTensors([tensor]),
  );
  const specs: TensorSpec[] = parts.flatMap((part) => part.specs);
  const bytes = joined(parts.map((part) => part.bytes));
  return [
    [FILES.extras, json({ paths: [FILES.extraValues], tensors: specs })],
    // Ids are whole numbers, many of whose bytes are alike.
    [FILES.extraValues, { bytes, isStored: !isQuantised }],
  ];
}

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const part of parts) {
    all.set(part, next);
    next += part.length;
  }
  return all;
}

function json(value: unknown): ZipEntry {
  return { bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 1)}\n`), isStored: false };
}

const verdictSchema = v.object({
  format: v.literal(FORMAT),
  meta: v.unknown(),
  files: v.record(v.string(), v.object({ sizeBytes: v.number(), crc32: v.string() })),
});
const modelSchema = v.object({
  modelTopology: v.unknown(),
  format: v.literal('layers-model'),
  weightsManifest: v.strictTuple([
    v.object({ paths: v.strictTuple([v.literal(FILES.weights)]), weights: specsSchema }),
  ]),
});
const vocabularySchema = v.array(v.pipe(v.string(), v.excludes('\n')));
const optimizerSchema = v.object({
  className: v.literal('Adam'),
  iterations: v.number(),
  paths: v.strictTuple([v.literal(FILES.slots)]),
  slots: specsSchema,
});

const extrasSchema = v.object({
  paths: v.strictTuple([v.literal(FILES.extraValues)]),
  tensors: specsSchema,
});

/** @throws VerdictError 'bad-archive' naming the file, the entry and what is wrong with it */
export async function readArchive(bytes: Uint8Array, fileName: string): Promise<ModelBundle> {
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof VerdictError)) throw error;
    const what = error.message.replace(/\.$/, '');
    throw new VerdictError(
      'bad-archive',
      `“${fileName}” ${what}. Only zips that this page downloaded, unchanged, can be uploaded.`,
      { cause: error },
    );
  }
}

function read(bytes: Uint8Array): ModelBundle {
  const entries = new ArchiveEntries(readZip(bytes, Object.values(FILES), FILES.verdict));
  if (!entries.has(FILES.verdict)) throw foreign(entries.has(FILES.model));
  const verdict = entries.json(FILES.verdict, verdictSchema);
  const meta = inEntry(FILES.verdict, () => parseMeta(verdict.meta));
  const hasOptimizer = FILES.optimizer in verdict.files;
  const optimizerFiles = hasOptimizer ? [FILES.optimizer, FILES.slots] : [];
  const hasExtras = FILES.extras in verdict.files;
  const extraFiles = hasExtras ? [FILES.extras, FILES.extraValues] : [];
  entries.check(
    [FILES.model, FILES.weights, FILES.vocabulary, ...optimizerFiles, ...extraFiles],
    verdict.files,
  );

  const model = entries.json(FILES.model, modelSchema);
  const [manifest] = model.weightsManifest;
  const contents = {
    topology: inEntry(FILES.model, () => parseModelTopology(model.modelTopology, meta.settings)),
    weights: inEntry(FILES.weights, () => readTensors(manifest.weights, entries.bytes(FILES.weights))),
    optimizer: hasOptimizer ? readOptimizer(entries) : null,
    vocabulary: readVocabulary(entries),
    ...(hasExtras ? readExtras(entries) : {}),
  };
  const bundle = { ...contents, meta: newMeta(meta, contents) };
  inFile(() => checkBundle(bundle));
  return bundle;
}

function readVocabulary(entries: ArchiveEntries): string {
  const words = entries.json(FILES.vocabulary, vocabularySchema);
  return inEntry(FILES.vocabulary, () => {
    if (SPECIAL_WORDS.some((word, id) => words[id] !== word)) {
      throw badFile(`it does not begin with ${SPECIAL_WORDS.join(', ')}`);
    }
    return words.slice(SPECIAL_WORDS.length).join('\n');
  });
}

function readOptimizer(entries: ArchiveEntries): OptimizerState {
  const { className, iterations, slots } = entries.json(FILES.optimizer, optimizerSchema);
  const bytes = entries.bytes(FILES.slots);
  return { className, iterations, slots: inEntry(FILES.slots, () => readTensors(slots, bytes)) };
}

function readExtras(entries: ArchiveEntries): ReturnType<typeof fromTensors> {
  const { tensors } = entries.json(FILES.extras, extrasSchema);
  const bytes = entries.bytes(FILES.extraValues);
  return inEntry(FILES.extraValues, () => fromTensors(readTensors(tensors, bytes)));
}

/** A copy is a model of its own; what can be counted is counted rather than believed. */
function newMeta(meta: ModelMeta, contents: Omit<ModelBundle, 'meta'>): ModelMeta {
  const { weights, optimizer, vocabulary, linear } = contents;
  const numParams = countValues(weights) + (linear === undefined ? 0 : linear.weights.length + 1);
  const numValues = numParams + countValues(optimizer?.slots ?? []);
  return {
    ...meta,
    id: newId(),
    isAutosave: false,
    numParams,
    sizeBytes: Float32Array.BYTES_PER_ELEMENT * numValues + vocabulary.length,
  };
}

function countValues(tensors: NamedWeight[]): number {
  return tensors.reduce((sum, { values }) => sum + values.length, 0);
}

function foreign(isTfjsModel: boolean): VerdictError {
  return badFile(
    isTfjsModel
      ? `holds a ${FILES.model} but no ${FILES.verdict}: it is a model of another program, without the vocabulary and settings that are needed here`
      : `is a zip but not a model: it has no ${FILES.verdict}`,
  );
}
