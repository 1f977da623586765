/** Tasks of step 6: one at a time, with their trouble shown there. */
import { troubleOf } from './status';
import { getState, setState, type VerdictState } from './store';

export async function keepTask(
  task: NonNullable<VerdictState['keepTask']>,
  work: () => Promise<void>,
): Promise<void> {
  if (getState().keepTask !== null) return;
  setState({ keepTask: task, keepTrouble: null });
  try {
    await work();
  } catch (error) {
    setState({ keepTrouble: troubleOf(error) });
  } finally {
    setState({ keepTask: null });
  }
}

export function dismissKeepTrouble(): void {
  setState({ keepTrouble: null });
}
