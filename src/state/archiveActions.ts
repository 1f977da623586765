/** Models as files: download as a zip, upload such a zip. */
import { MAX_ARCHIVE_BYTES } from '../config';
import { errorMessage, VerdictError } from '../errors';
import type { ModelBundle } from '../types';
import { downloadFile } from './downloadFile';
import { keepTask } from './keepTask';
import { rememberModel } from './lastModel';
import { adoptModel, refreshSaved } from './modelActions';
import { showNotice } from './noticeActions';
import { formatBytes } from './progressText';
import { isBusy, troubleOf, type Trouble } from './status';
import { getState } from './store';
import { modelArchive, modelStore, trainingWorker } from './workers';

/** Downloads the current model. */
export function downloadCurrent(): Promise<boolean> {
  return keepTask('downloading', async () => download(await (await trainingWorker()).exportModel()));
}

export function downloadSaved(id: string): Promise<boolean> {
  return keepTask('downloading', async () => download(await (await modelStore()).loadModel(id)));
}

async function download(bundle: ModelBundle): Promise<void> {
  const bytes = await (await modelArchive()).writeArchive(bundle);
  downloadFile(fileName(bundle.meta.name), [bytes as Uint8Array<ArrayBuffer>], 'application/zip');
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

/**
 * Checks a file, keeps it among the saved models and makes it the current one. Where only one of the two
 * works it is done all the same, since a browser that stores nothing can still use files; the page says so.
 */
export function uploadModel(file: File): Promise<boolean> {
  return keepTask('uploading', async () => {
    const bundle = await (await modelArchive()).readArchive(await bytesOf(file), file.name);
    const { id, name } = bundle.meta;
    const saveTrouble = await trySaving(bundle);
    if (isBusy(getState().training)) {
      if (saveTrouble !== null) throw new VerdictError(saveTrouble.code, saveTrouble.message);
      showNotice(`“${name}” is uploaded and saved. Load it when the run at hand has ended.`);
      return;
    }
    try {
      await adoptModel(bundle);
    } catch (error) {
      const { code, message } = troubleOf(error);
      const what = saveTrouble === null ? 'is saved, but could not' : 'could neither be saved nor';
      throw new VerdictError(code, `“${name}” ${what} be loaded. ${message}`);
    }
    if (saveTrouble !== null) {
      throw new VerdictError(
        saveTrouble.code,
        `“${name}” answers in step 5, but it will be gone after a reload, since it could not be saved. ${saveTrouble.message}`,
      );
    }
    rememberModel(id);
    showNotice(`“${name}” is uploaded, saved and answers in step 5.`);
  });
}

/** A file is read whole: one that can be no model must not fill the memory first. */
async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > MAX_ARCHIVE_BYTES) {
    throw new VerdictError(
      'bad-archive',
      `“${file.name}” has ${formatBytes(file.size)}. Files of models are read up to ${formatBytes(MAX_ARCHIVE_BYTES)}, about ten times the largest model that this page makes: choose a zip that it downloaded.`,
    );
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new VerdictError(
      'bad-archive',
      `“${file.name}” could not be read (${errorMessage(cause)}): it may have been moved or changed. Choose it again.`,
      { cause },
    );
  }
}

async function trySaving(bundle: ModelBundle): Promise<Trouble | null> {
  try {
    await (await modelStore()).saveModel(bundle);
    await refreshSaved();
    return null;
  } catch (error) {
    return troubleOf(error);
  }
}
