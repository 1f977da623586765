/** Makes the picture of how time and memory grow. */
import { writeFileSync } from 'node:fs';
import { inProject } from '../support/project';
import { BenchBrowser } from './benchBrowser';
import type { BenchReport } from './benchReport';
import { growthFigure, PICTURE_SIZE, type PictureFigure } from './growthFigure';

/** Beside the other pictures of the README. */
export const PICTURE = 'e2e/screenshots/bench-growth.png';
const LIMIT_KB = 200;

interface PictureGlobal {
  drawPicture: (figure: PictureFigure, width: number, height: number) => Promise<string>;
}

/** @throws when the picture has become too large for a repository */
export async function makePicture({ rows }: BenchReport): Promise<void> {
  const browser = await BenchBrowser.launch(false);
  try {
    const page = await browser.openPlain('picture.html');
    await page.waitForFunction(() => 'drawPicture' in globalThis);
    const address = await page.evaluate(
      ([figure, width, height]) =>
        (globalThis as unknown as PictureGlobal).drawPicture(figure, width, height),
      [growthFigure(rows), PICTURE_SIZE.width, PICTURE_SIZE.height] as const,
    );
    const bytes = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
    if (bytes.length > LIMIT_KB * 1000) {
      throw new Error(`The picture has ${Math.round(bytes.length / 1000)} kB; the limit is ${LIMIT_KB} kB.`);
    }
    writeFileSync(inProject(PICTURE), bytes);
    console.error(`${PICTURE}  ${Math.round(bytes.length / 1000)} kB`);
  } finally {
    await browser.close();
  }
}
