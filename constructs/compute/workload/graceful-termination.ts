import { Lazy } from 'cdk8s';
import { named } from '../../../src/argument/named';
import type { Platform } from '../../platform';
import { demand } from '../../refusal';
import { spotNotice } from '../placement/spot';

/** How a process ends. Serves compute/graceful-termination. */
export interface Shutdown {
  /** Seconds the process has to finish after SIGTERM, at least 6. Default 20, or what a spot node leaves, or more where a front door knows of longer requests. */
  readonly shutdownSeconds?: number;
}

/** How a pod that serves leaves. Serves compute/graceful-termination. */
export interface Termination extends Shutdown {
  /** Seconds a leaving pod goes on serving, so that load balancers notice. Default 10, or 5 on spot nodes, or more where a front door is slow to notice; at least 5. */
  readonly drainSeconds?: number;
}

/** The fields of a pod, and those of its container, that let it drain. */
export interface Drain {
  readonly terminationGracePeriodSeconds: number;
  readonly lifecycle?: object;
}

interface Leaver {
  readonly node: { readonly path: string };
  readonly platform: Platform;
}

const DRAIN = 10;
const SHUTDOWN = 20;
/** What the cluster autoscaler waits for a pod, unless it is told otherwise. @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md */
const MOST = 600;
/** Seconds to close what is left, after the longest request. */
const MARGIN = 5;
/** What load balancers need to notice, and what a process needs at least. */
const LEAST = { drain: 5, shutdown: 6 } as const;

/** How a pod that serves leaves: it drains first, then comes SIGTERM. Before 1.30 there is no sleep action, and the image must bring a `sleep` program. */
export class Leave {
  private drainSeconds: number;
  private shutdownSeconds: number;

  /** @throws Refusal for what is too short, or too long for spot nodes. */
  constructor(private readonly leaver: Leaver, private readonly termination: Termination, private readonly isSpot: boolean) {
    const { platform, node: { path } } = leaver;
    const isRushed = isSpot && spotNotice(platform) < DRAIN + SHUTDOWN;
    this.drainSeconds = termination.drainSeconds ?? (isRushed ? LEAST.drain : DRAIN);
    this.shutdownSeconds = termination.shutdownSeconds ?? Math.min(SHUTDOWN, isSpot ? spotNotice(platform) - this.drainSeconds : SHUTDOWN);
    demand(isWhole(this.drainSeconds, LEAST.drain) && isWhole(this.shutdownSeconds, LEAST.shutdown), path, 'compute/graceful-termination', () => ({
      found: `drainSeconds ${this.drainSeconds}, shutdownSeconds ${this.shutdownSeconds}`,
      expected: 'whole seconds: at least 5 to drain, more than 5 to shut down',
      remedy: `leave the defaults (${DRAIN} and ${SHUTDOWN}), or raise them`,
    }));
    checkNotice(leaver, this.drainSeconds + this.shutdownSeconds, isSpot);
  }

  /** As pod and container write it, once no front door asks for more. */
  get written(): Drain {
    return this.fields((of) => Lazy.any({ produce: of }) as unknown);
  }

  /** The same in plain numbers, as it is now. */
  get current(): Drain {
    return this.fields((of) => of());
  }

  private fields(seconds: (of: () => number | string) => unknown): Drain {
    const preStop = this.leaver.platform.isAtLeast('1.30')
      ? { sleep: { seconds: seconds(() => this.drainSeconds) } }
      : { exec: { command: ['sleep', seconds(() => String(this.drainSeconds))] } };
    return { terminationGracePeriodSeconds: seconds(() => this.drainSeconds + this.shutdownSeconds) as number, lifecycle: { preStop } };
  }

  /** Goes on serving until a front door has noticed, as far as nodes wait; seconds that somebody wrote stay as they are. */
  drainFor(seconds: number): void {
    checkSeconds(this.leaver.node.path, 'drainFor', seconds);
    if (this.termination.drainSeconds === undefined) this.drainSeconds = Math.max(this.drainSeconds, Math.min(seconds, this.most - this.shutdownSeconds));
  }

  /** Seconds a node waits for a pod. */
  private get most(): number {
    return this.isSpot ? spotNotice(this.leaver.platform) : MOST;
  }

  /** Makes time for requests of so many seconds. @throws Refusal where shutdownSeconds says less, or nodes do not wait that long. */
  makeTimeFor(where: string, longest: number): void {
    checkSeconds(this.leaver.node.path, 'makeTimeFor', longest);
    if (longest <= this.shutdownSeconds) return;
    const { drainSeconds, shutdownSeconds, leaver: { platform } } = this;
    const found = `requests of ${longest} seconds, to pods that are killed ${shutdownSeconds} seconds after SIGTERM`;
    demand(this.termination.shutdownSeconds === undefined, where, 'compute/graceful-termination', () => ({
      found, expected: `shutdownSeconds ${longest} or more`,
      remedy: 'leave shutdownSeconds out, it follows from the app; or say openAtShutdown: "close", if the app closes what is open and clients come again',
    }));
    const most = this.most - drainSeconds;
    demand(longest <= most, where, this.isSpot ? 'compute/spot-safe' : 'compute/graceful-termination', () => ({
      found, expected: `at most ${most} seconds: ${this.isSpot ? `a spot node of ${platform.cloud}` : 'a node that is scaled away'} waits ${drainSeconds + most}, and ${drainSeconds} are for the drain`,
      remedy: `${this.isSpot ? 'run on nodes that stay' : 'set shutdownSeconds, and let nodes wait as long'}; or say openAtShutdown: "close", if the app closes what is open and clients come again`,
    }));
    this.shutdownSeconds = Math.min(most, longest + MARGIN);
  }
}

/** SIGTERM at once: nobody sends requests to what has no Service. */
export function stop(leaver: Leaver, shutdown: Shutdown, isSpot: boolean): Drain {
  const { shutdownSeconds = Math.min(DRAIN + SHUTDOWN, isSpot ? spotNotice(leaver.platform) : Infinity) } = shutdown;
  demand(isWhole(shutdownSeconds, LEAST.shutdown), leaver.node.path, 'compute/graceful-termination', () => ({
    found: `shutdownSeconds ${shutdownSeconds}`, expected: 'whole seconds, more than 5', remedy: 'name what one piece of work takes at most',
  }));
  checkNotice(leaver, shutdownSeconds, isSpot);
  return { terminationGracePeriodSeconds: shutdownSeconds };
}

function checkNotice({ node: { path }, platform }: Leaver, seconds: number, isSpot: boolean): void {
  const notice = spotNotice(platform);
  demand(!isSpot || seconds <= notice, path, 'compute/spot-safe', () => ({
    found: `${seconds} s to stop, on spot nodes`, expected: `at most the ${notice} s between the notice of ${platform.cloud} and the end of the node`,
    remedy: 'stop faster, or run on nodes that stay',
  }));
}

function checkSeconds(where: string, verb: string, seconds: number): void {
  demand(typeof (seconds as unknown) === 'number' && seconds >= 0, where, 'compute/graceful-termination', () => ({ found: `${verb} ${named(seconds)}`, expected: 'seconds, none or more', remedy: 'pass a number' }));
}

function isWhole(seconds: number, least: number): boolean {
  return Number.isInteger(seconds) && seconds >= least;
}
