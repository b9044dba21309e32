/** Knows whether an app is being synthesized as a whole, by whichever of its methods, nested or not. */
export class Synthesis {
  private running = 0;

  /** `ended` is called once the outermost synthesis is over, whether it threw or not. */
  constructor(private readonly ended: () => void) {}

  get isRunning(): boolean {
    return this.running > 0;
  }

  /** Watches a method, where there is one. `begins` is called at the start of each call. */
  watch<M extends string>(app: { [K in M]?: (...args: never[]) => unknown }, method: M, begins: () => void = () => undefined): void {
    const original = app[method]?.bind(app);
    if (original === undefined) return;
    app[method] = (...args: never[]) => {
      begins();
      this.running += 1;
      try {
        return original(...args);
      } finally {
        this.running -= 1;
        if (this.running === 0) this.ended();
      }
    };
  }
}
