/** What the data script prints: one line per step, and a bar where the terminal can redraw a line. */
import { stderr } from 'node:process';

const BAR_CHARACTERS = 30;
const REDRAW_MS = 100;

/** Progress of one step; `end` leaves the cursor on a new line. */
export interface ProgressBar {
  update(done: number, total: number): void;
  end(): void;
}

export function say(message: string): void {
  stderr.write(`${message}\n`);
}

/** A bar on a terminal, a line per quarter elsewhere. `total` 0 means unknown. */
export function progressBar(label: string, format: (value: number) => string = String): ProgressBar {
  return stderr.isTTY ? terminalBar(label, format) : plainBar(label, format);
}

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

function terminalBar(label: string, format: (value: number) => string): ProgressBar {
  let drawnAt = 0;
  let line = '';
  return {
    update(done, total) {
      const share = total > 0 ? done / total : 0;
      const filled = Math.round(share * BAR_CHARACTERS);
      const bar = '#'.repeat(filled).padEnd(BAR_CHARACTERS, '.');
      line = total > 0 ? `${label} [${bar}] ${format(done)} of ${format(total)}` : `${label} ${format(done)}`;
      const now = performance.now();
      if (now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      stderr.write(`\r\x1b[K${line}`);
    },
    end: () => void stderr.write(`\r\x1b[K${line}\n`),
  };
}

function plainBar(label: string, format: (value: number) => string): ProgressBar {
  let quarter = 0;
  return {
    update(done, total) {
      if (total === 0 || Math.floor((4 * done) / total) <= quarter) return;
      quarter = Math.floor((4 * done) / total);
      say(`${label} ${25 * quarter}% (${format(done)} of ${format(total)})`);
    },
    end: () => undefined,
  };
}
