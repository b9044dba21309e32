import type { Container } from './container';

/** Seconds a pod has to end when nothing else is written. */
const DEFAULT_GRACE = 30;

/** `sleep 5` alone or in a script. */
const SLEEP = /(?:^|[\s;&|/])sleep\s+(\d+)(?:\.\d+)?s?(?=$|[\s;&|'"])/;

/**
 * How a container ends: the kubelet runs `preStop`, then sends SIGTERM, and kills what is left when the grace period, counted from the
 * beginning, is over. All the while load balancers learn that the pod is gone.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
export class Shutdown {
  constructor(readonly container: Container) {}

  /** Seconds from the order to end until the kill. */
  get grace(): number {
    return this.container.pod.spec.number('terminationGracePeriodSeconds') ?? DEFAULT_GRACE;
  }

  /** Is anything done before SIGTERM? */
  get hasPreStop(): boolean {
    return this.container.in('lifecycle').has('preStop');
  }

  /** Does the kubelet itself sleep, so that the image needs no program for it? */
  get isNative(): boolean {
    return this.container.in('lifecycle').in('preStop').has('sleep');
  }

  /** Does it call a program named `sleep` in an image that, by its name, holds no programs? */
  get lacksSleep(): boolean {
    return !this.isNative && this.sleeps !== null && /distroless|chainguard|\bscratch\b/.test(this.container.string('image') ?? '');
  }

  /** Seconds it goes on serving before SIGTERM. Throws `Undecided` for commands and requests that take a time nobody knows. */
  get drain(): number {
    if (!this.hasPreStop) return 0;
    const { sleeps } = this;
    if (sleeps === null) throw this.container.in('lifecycle').unknown('preStop');
    return sleeps;
  }

  private get sleeps(): number | null {
    const preStop = this.container.in('lifecycle').in('preStop');
    if (this.isNative) return preStop.in('sleep').number('seconds') ?? 0;
    const words = preStop.in('exec').strings('command');
    const found = SLEEP.exec(words.join(' '));
    return found === null ? null : Number(found[1]);
  }
}
