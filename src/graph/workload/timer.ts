import type { Container } from './container';

/** A clock that a command runs by. */
export interface Timer {
  /** The field its command is written in. */
  readonly field: 'command' | 'args';
  readonly program: string;
  /** How long it sleeps between two turns; `null` for a cron daemon. */
  readonly seconds: number | null;
}

const DAEMON = /^(?:\S*\/)?(crond?|supercronic|go-cron|yacron)$/;
/** An endless loop of a shell, and how long it sleeps; what sleeps for less than half a minute polls. */
const LOOP = /\bwhile\s+(?:true|:|\[\s*1\s*\])\s*(?:;|\n)[\s\S]*\bsleep\s+(\d+)([smhd]?)\b/;
/** One that only sleeps holds its place, and has no turn a CronJob could take. */
const IDLE = /\bwhile\s+(?:true|:|\[\s*1\s*\])\s*(?:;|\n)\s*do\s+(?:sleep\s+\d+[smhd]?\s*(?:&\s*wait(?:\s+\$!)?\s*)?(?:;|\n)\s*)+done\b/;
const UNIT: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };
const SHORTEST = 30;

/** The clock the command of a container runs by; `null` = it shows none. */
export function timerOf(container: Container): Timer | null {
  for (const field of ['command', 'args'] as const) {
    const words = container.strings(field);
    const program = DAEMON.exec(words[0] ?? '')?.[1];
    if (field === 'command' && program !== undefined) return { field, program, seconds: null };
    for (const word of words) {
      if (IDLE.test(word)) continue;
      const [, count, unit = ''] = LOOP.exec(word) ?? [];
      const seconds = Number(count ?? 0) * (UNIT[unit] ?? 0);
      if (seconds >= SHORTEST) return { field, program: '', seconds };
    }
  }
  return null;
}
