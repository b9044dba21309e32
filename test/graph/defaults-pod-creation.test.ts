import { describe, expect, it } from 'vitest';
import { hostPort, podRequests, requestsFromLimits, storedLimitRangeItem, withLimitRanges } from '../../src/graph/defaults/pod-creation';

describe('when a pod is created', () => {
  it('limits become requests, but do not replace them', () => {
    expect(requestsFromLimits({ limits: { cpu: '1', 'nvidia.com/gpu': '2' }, requests: { cpu: '0' } }))
      .toEqual({ limits: { cpu: '1', 'nvidia.com/gpu': '2' }, requests: { cpu: '0', 'nvidia.com/gpu': '2' } });
  });

  it('the pod requests what its containers do, else its limit', () => {
    expect(podRequests({ limits: { cpu: '2', memory: '1Gi' } }, { cpu: '750m', 'ephemeral-storage': '1Gi' }))
      .toEqual({ limits: { cpu: '2', memory: '1Gi' }, requests: { cpu: '750m', memory: '1Gi' } });
    expect(podRequests({ limits: { 'hugepages-2Mi': '4Mi' }, requests: { cpu: '1' } }, { cpu: '2', memory: '1Gi', 'hugepages-2Mi': '2Mi' }).requests)
      .toEqual({ cpu: '1', memory: '1Gi', 'hugepages-2Mi': '4Mi' });
    expect(podRequests({ requests: { cpu: '1' } }, { memory: '1Gi' })).toEqual({ requests: { cpu: '1' } });
  });

  it('ports become host ports in the network of the host only', () => {
    expect(hostPort({ containerPort: 80 }, true)).toBe(80);
    expect(hostPort({ containerPort: 80, hostPort: 0 }, true)).toBe(80);
    expect(hostPort({ containerPort: 80, hostPort: 8080 }, false)).toBe(8080);
    expect(hostPort({ containerPort: 80 }, false)).toBeUndefined();
  });

  it('a LimitRange adds what is missing; the first one wins', () => {
    const first = { type: 'Container', default: { cpu: '500m' } };
    const second = { type: 'Container', default: { cpu: '1', memory: '1Gi' }, defaultRequest: { memory: '64Mi' } };
    const pod = { type: 'Pod', max: { cpu: '9', 'ephemeral-storage': '1Gi' } };
    expect(withLimitRanges({ requests: { cpu: '100m' } }, [first, pod, second])).toEqual({
      limits: { cpu: '500m', memory: '1Gi' },
      requests: { cpu: '100m', memory: '64Mi' },
    });
  });
});

describe('a LimitRange as it is stored', () => {
  it.each([
    [{ max: { cpu: '2' } }, { cpu: '2' }, { cpu: '2' }],
    [{ min: { cpu: '100m' } }, {}, { cpu: '100m' }],
    [{ min: { cpu: '100m' }, max: { cpu: '2' } }, { cpu: '2' }, { cpu: '2' }],
    [{ default: { cpu: '1' }, max: { cpu: '2', memory: '1Gi' }, min: { memory: '1Mi' } }, { cpu: '1', memory: '1Gi' }, { cpu: '1', memory: '1Gi' }],
    [{ max: { cpu: '1', memory: '1Gi' }, defaultRequest: { memory: '64Mi' } }, { cpu: '1', memory: '1Gi' }, { cpu: '1', memory: '64Mi' }],
  ])('%j', (item, limits, requests) => {
    expect(storedLimitRangeItem({ type: 'Container', ...item })).toMatchObject({ default: limits, defaultRequest: requests });
  });

  it('keeps bounds of other things as they are', () => {
    const item = { type: 'PersistentVolumeClaim', max: { storage: '5Gi' } };
    expect(storedLimitRangeItem(item)).toBe(item);
  });
});
