/** Which saved model was used last: it answers again after a reload. */
import { STORAGE } from '../config';
import type { ModelMeta } from '../types';

interface LastUse {
  id: string;
  /** ISO 8601. */
  usedAt: string;
}

/** Call when a saved model has been made the current one. */
export function rememberModel(id: string): void {
  const use: LastUse = { id, usedAt: new Date().toISOString() };
  try {
    localStorage.setItem(STORAGE.lastModel, JSON.stringify(use));
  } catch {
    // Without storage nothing is there after a reload anyway.
  }
}

function lastUse(): LastUse | null {
  try {
    const use: unknown = JSON.parse(localStorage.getItem(STORAGE.lastModel) ?? 'null');
    if (typeof use !== 'object' || use === null || !('id' in use) || !('usedAt' in use)) return null;
    return { id: String(use.id), usedAt: String(use.usedAt) };
  } catch {
    return null;
  }
}

/** The model that was saved or used last comes first. A later save counts more than an earlier use. */
export function lastUsedFirst(models: readonly ModelMeta[]): ModelMeta[] {
  const last = lastUse();
  const time = ({ id, savedAt }: ModelMeta): number => {
    const saved = Date.parse(savedAt);
    const used = last?.id === id ? Date.parse(last.usedAt) : Number.NaN;
    return Number.isNaN(used) ? saved : Math.max(saved, used);
  };
  return models.toSorted((a, b) => time(b) - time(a));
}
