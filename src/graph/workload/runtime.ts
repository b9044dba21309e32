import { find } from '../reading/unknown';
import type { Container } from './container';

/** Runtimes that load and compile for a while before they answer: words of image names, and variables only they read. */
const RUNTIMES: readonly { readonly name: string; readonly image: RegExp; readonly variable: RegExp }[] = [
  {
    name: 'Java',
    image: /(?:^|[/_.:-])(?:java|jdk\d*|jre\d*|openjdk|temurin|corretto|zulu|graalvm|tomcat|wildfly|jboss|jetty|spring-?boot|keycloak|jenkins)(?:$|[_.:]|-(?!operator|exporter|agent|client))/,
    variable: /^(?:JAVA_OPTS|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|JVM_OPTS|_JAVA_OPTIONS|SPRING_.+)$/,
  },
  { name: '.NET', image: /(?:^|[/_.:-])(?:dotnet|aspnet|aspnetcore)(?:$|[/_.:-])/, variable: /^(?:ASPNETCORE_.+|DOTNET_.+)$/ },
];

/** The slow runtime a container starts on; `null` = none that shows. */
export function slowRuntimeOf(container: Container): string | null {
  const image = (container.string('image') ?? '').toLowerCase();
  const variables = container.list('env').map((variable) => variable.string('name') ?? '');
  return find(RUNTIMES, (runtime) => runtime.image.test(image) || variables.some((name) => runtime.variable.test(name)))?.name ?? null;
}
