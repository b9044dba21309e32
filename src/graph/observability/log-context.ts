import { unexpandedReference } from '../workload/expansion';
import type { Container } from '../workload/container';
import type { Subject } from '../reading/subject';
import { CONTEXT_FIELDS, type ContextField } from './context-fields';
import { isInstrumented } from './instrumentation';
import { Undecided, find, some } from '../reading/unknown';

/** What a container is told about where it runs: by the downward API, by resource attributes, or by the OpenTelemetry operator. */
export class LogContext {
  constructor(private readonly container: Container) {}

  /** A collector on the node adds context to log lines: then no manifest of the app tells whether it is there. */
  assertIsOwn(): void {
    const { profile } = this.container.pod.workload.graph;
    if (profile.logContext === 'collector') throw new Undecided('a collector puts pod, namespace and node into log lines');
  }

  /** The fields nothing brings. A variable of any name will do, for the app reads it. */
  get missing(): readonly ContextField[] {
    if (isInstrumented(this.container.pod)) return [];
    const attributes = this.attributes;
    return CONTEXT_FIELDS.filter(({ fieldPath, attribute }) => !some(this.container.list('env'), (v) => fieldOf(v) === fieldPath)
      && !(attributes?.string('value') ?? '').split(',').some((pair) => pair.trim().startsWith(`${attribute}=`)));
  }

  /** The variable of the resource attributes; the last one counts, as the kubelet has it. */
  get attributes(): Subject | undefined {
    return find(this.container.list('env').toReversed(), (v) => v.string('name') === 'OTEL_RESOURCE_ATTRIBUTES');
  }

  /** A `$(NAME)` in the resource attributes that stays as it is written; `null` when there is none. */
  get literalReference(): string | null {
    const { attributes } = this;
    return attributes === undefined ? null : unexpandedReference(this.container, attributes);
  }

  /** Variables that would bring these fields, under names that are still free. */
  variablesFor(fields: readonly ContextField[]): readonly object[] {
    const taken = this.container.list('env').map((v) => v.string('name'));
    return fields.map(({ fieldPath, variables }) => ({
      name: variables.find((name) => !taken.includes(name)) ?? variables[0],
      valueFrom: { fieldRef: { fieldPath } },
    }));
  }
}

function fieldOf(variable: Subject): string | undefined {
  return variable.in('valueFrom').in('fieldRef').string('fieldPath');
}
