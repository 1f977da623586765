/** Models as files: download as a zip, upload such a zip. */
import type { ModelBundle } from '../types';
import { keepTask } from './keepTask';
import { adoptModel, refreshSaved } from './modelActions';
import { showNotice } from './noticeActions';
import { modelArchive, modelStore, trainingWorker } from './workers';

/** Downloads the current model. */
export function downloadCurrent(): Promise<void> {
  return keepTask('downloading', async () => download(await (await trainingWorker()).exportModel()));
}

export function downloadSaved(id: string): Promise<void> {
  return keepTask('downloading', async () => download(await (await modelStore()).loadModel(id)));
}

async function download(bundle: ModelBundle): Promise<void> {
  const bytes = await (await modelArchive()).writeArchive(bundle);
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/zip' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(bundle.meta.name);
  link.click();
  // The browser reads the address after this task has ended.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Letters and digits of any script stay; everything else could trouble a file system. */
export function fileName(modelName: string): string {
  const stem = modelName
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return `${stem === '' ? 'model' : stem}.verdict.zip`;
}

/** Checks a file, keeps it among the saved models and makes it the current one. */
export function uploadModel(file: File): Promise<void> {
  return keepTask('uploading', async () => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const bundle = await (await modelArchive()).readArchive(bytes, file.name);
    await adoptModel(bundle);
    await (await modelStore()).saveModel(bundle);
    await refreshSaved();
    showNotice(`“${bundle.meta.name}” is uploaded, saved and answers in step 5.`);
  });
}
