/** The workers, started when first needed; storage and archive code likewise. */
import type {
  DataClient,
  InsightClient,
  ModelArchive,
  ModelStore,
  RunStore,
  TrainingClient,
  TrialClient,
} from '../clients';
import type { TrainingEvent } from '../types';

let dataClient: Promise<DataClient> | null = null;
let trainingClient: Promise<TrainingClient> | null = null;
let insightClient: Promise<InsightClient> | null = null;

export function dataWorker(): Promise<DataClient> {
  dataClient ??= import('../data/dataClient').then(
    ({ createDataClient }) => createDataClient(),
    (error: unknown) => {
      // A part of the page that could not be fetched is tried again at the next call.
      dataClient = null;
      throw error;
    },
  );
  return dataClient;
}

let listener: (event: TrainingEvent) => void = () => {};

/** Set once, at start: who hears the training worker's events. */
export function onTrainingEvent(handle: (event: TrainingEvent) => void): void {
  listener = handle;
}

export function trainingWorker(): Promise<TrainingClient> {
  trainingClient ??= import('../model/trainingClient').then(
    ({ createTrainingClient }) => {
      const client = createTrainingClient();
      client.onEvent((event) => listener(event));
      return client;
    },
    (error: unknown) => {
      trainingClient = null;
      throw error;
    },
  );
  return trainingClient;
}

/** Use inside/insight.ts, which gives it the newest model first. */
export function insightWorker(): Promise<InsightClient> {
  insightClient ??= import('../insight/insightClient').then(
    ({ createInsightClient }) => createInsightClient(),
    (error: unknown) => {
      insightClient = null;
      throw error;
    },
  );
  return insightClient;
}

export const trialClient = (): Promise<TrialClient> => import('../model/trialClient');

export const modelStore = (): Promise<ModelStore> => import('../model/modelStore');

export const runStore = (): Promise<RunStore> => import('../model/runStore');

export const modelArchive = (): Promise<ModelArchive> => import('../model/archive');
