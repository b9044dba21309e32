/** What the Pod Security level *restricted* asks of a pod. `user` also owns mounted volumes. */
export function podHardening(user: number | undefined): object {
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
