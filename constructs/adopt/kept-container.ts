import { containerResources, type Budget, type ByteQuantity } from '../compute/resources/budget';
import type { Process } from '../compute/pod/pod-template';
import { checkImage } from '../compute/pod/image';
import { containerHardening } from '../compute/pod/pod-hardening';
import type { EnvVar } from '../observability/log-context';
import { Refusal } from '../refusal';
import { listIn, mapIn, textIn, type Written } from './written';

/** One budget for the only container, or one for each by name. */
export type Budgets = Budget | Readonly<Record<string, Budget>>;

/** What is done to every container. */
export interface ContainerPlan {
  readonly where: string;
  readonly budgets: Budgets;
  readonly scratch: ByteQuantity;
  readonly env: readonly EnvVar[];
}

/** The resources of a container of this name. @throws Refusal for a container nobody budgeted. */
export function budgeted({ where, budgets, scratch }: ContainerPlan, name: string): ReturnType<typeof containerResources> {
  const budget = isBudget(budgets) ? budgets : budgets[name];
  if (budget !== undefined) return containerResources(where, budget, scratch);
  throw new Refusal(where, 'compute/budgeted-pod', {
    found: `container "${name}" without a budget`, expected: 'a budget for each container, sidecars and init containers included',
    remedy: `write budget: { ${name}: { cpu: …, memory: … } }`,
  });
}

/** A container that keeps what is written and gains what is missing. `process`: of the one that serves; the others have no part in that. */
export function keptContainer(container: Written, plan: ContainerPlan, process: Process | null): Written {
  const name = textIn(container, 'name');
  checkImage(plan.where, textIn(container, 'image'));
  const env = listIn(container, 'env');
  const known = new Set(env.map((variable) => variable['name']));
  return {
    ...container,
    resources: budgeted(plan, name),
    securityContext: { ...containerHardening, ...mapIn(container, 'securityContext') },
    // Variables that others quote have to stand before them.
    env: [...plan.env.filter((variable) => !known.has(variable.name)), ...env],
    ...(process !== null && served(container, process)),
  };
}

function served(container: Written, { port, probes, lifecycle }: Process): Written {
  const ports = listIn(container, 'ports').map((p) => (p['containerPort'] === port?.number ? { protocol: 'TCP', ...p, name: port?.name } : p));
  return {
    ...(ports.length > 0 && { ports }),
    // What the call says of health takes the place of what is written: tuned, and without the startup check nobody asked for.
    ...(probes !== undefined && { readinessProbe: undefined, livenessProbe: undefined, startupProbe: undefined, ...probes }),
    ...(lifecycle !== undefined && container['lifecycle'] === undefined && { lifecycle }),
  };
}

function isBudget(budgets: Budgets): budgets is Budget {
  return 'cpu' in budgets && (typeof budgets.cpu === 'string' || 'request' in budgets.cpu);
}
