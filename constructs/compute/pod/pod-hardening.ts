import { demand } from '../../refusal';

/** What the Pod Security level *restricted* asks of a pod. `user` also owns mounted volumes. */
export function podHardening(where: string, user: number | undefined): object {
  demand(user === undefined || (Number.isInteger(user) && user > 0), where, 'user', () => ({
    found: `user ${user}`, expected: 'a numeric user other than root', remedy: 'name the user of the image, e.g. 999 for the official postgres',
  }));
  return {
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
    ...(user !== undefined && { runAsUser: user, runAsGroup: user, fsGroup: user, fsGroupChangePolicy: 'OnRootMismatch' }),
  };
}

/**
 * What the Pod Security level *restricted* asks of a container, and a root file system nobody writes to.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const containerHardening: object = Object.freeze({
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
});
