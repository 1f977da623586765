/** Tasks of step 7: one at a time, with their trouble shown there. */
import { troubleOf } from './status';
import { getState, setState, type VerdictState } from './store';

type Task = NonNullable<VerdictState['keepTask']>;

let atHand: Promise<boolean> = Promise.resolve(true);

/**
 * Does nothing while another task is under way: the buttons wait then.
 * @returns whether the work was done
 */
export function keepTask(task: Task, work: () => Promise<void>): Promise<boolean> {
  if (getState().keepTask !== null) return Promise.resolve(false);
  atHand = perform(task, work);
  return atHand;
}

/** The same after the task at hand: for what must not be lost. */
export async function keepTaskInTurn(task: Task, work: () => Promise<void>): Promise<boolean> {
  while (getState().keepTask !== null) await atHand;
  return keepTask(task, work);
}

async function perform(task: Task, work: () => Promise<void>): Promise<boolean> {
  setState({ keepTask: task, keepTrouble: null });
  try {
    await work();
    return true;
  } catch (error) {
    setState({ keepTrouble: troubleOf(error) });
    return false;
  } finally {
    setState({ keepTask: null });
  }
}

export function dismissKeepTrouble(): void {
  setState({ keepTrouble: null });
}
