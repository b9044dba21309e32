import { SCHEDULE } from '../../compute/scheduled-job';
import { demand } from '../../refusal';

/** Refuses what cron does not read. */
export function checkSchedule(where: string, schedule: string): void {
  demand(SCHEDULE.test(schedule), where, 'storage/backup-declared', () => ({
    found: `schedule "${schedule}"`, expected: 'five fields of cron, or @daily and the like', remedy: 'write e.g. "30 3 * * *"',
  }));
}

/** Refuses to keep nothing. */
export function checkKeep(where: string, what: string, count: number): void {
  demand(Number.isInteger(count) && count >= 1, where, 'storage/backup-declared', () => ({
    found: `${what} ${count}`, expected: 'a whole number from 1', remedy: 'keep as many as it takes until somebody notices that data is wrong: two weeks at least',
  }));
}
