/** The app's own network in a worker of its own, as the training worker holds it. */
import { expose } from 'comlink';
import { probeBackends } from '../../../src/backends/backend';
import type {
  BackendAvailability,
  BackendName,
  MemoryReport,
  PreparedData,
  Settings,
} from '../../../src/types';
import type { Shape } from '../protocol';
import { startBackend } from './benchNetwork';
import { epochTask, memoryAfter, shapeTask, type Task } from './tasks';

export class NetworkRunner {
  private task: Task | null = null;

  backends(): Promise<BackendAvailability[]> {
    return probeBackends();
  }

  start(backend: BackendName, threads: number): Promise<{ title: string; threads: number }> {
    return startBackend(backend, threads);
  }

  prepareShape(kind: 'step' | 'forward', shape: Shape): void {
    this.task = shapeTask(kind, shape);
  }

  prepareEpoch(settings: Settings, data: PreparedData): void {
    this.task = epochTask(settings, data);
  }

  run(): Promise<number> {
    if (this.task === null) throw new Error('Nothing was prepared.');
    return this.task.run();
  }

  memoryAfter(settings: Settings, data: PreparedData, epochs: number[]): Promise<MemoryReport[]> {
    return memoryAfter(settings, data, epochs);
  }

  release(): void {
    this.task?.dispose();
    this.task = null;
  }
}

expose(new NetworkRunner());
