import { afterAll, describe, expect, test } from 'vitest';
import { RECORDINGS } from '../../src/signals/recordings';
import { folder } from '../cli/command';
import { Promtool } from './promtool';

const tool = Promtool.find();
afterAll(() => { if (tool instanceof Promtool) tool.remove(); });

const http = (job: string, part: string, labels: string, values: string) => ({ series: `http_server_request_duration_seconds_${part}{namespace="a",job="${job}",pod="p"${labels}}`, values });
const node = (metric: string, labels: string, values: string) => ({ series: `${metric}{instance="n"${labels}}`, values });

/** Ten minutes of two services, one of which never failed, and of a node with two cores and two disks. */
const SERIES = [
  http('shop', 'count', ',http_response_status_code="200"', '0+90x10'), http('shop', 'count', ',http_response_status_code="503"', '0+30x10'), http('well', 'count', ',http_response_status_code="200"', '0+60x10'),
  http('shop', 'bucket', ',le="0.5"', '0+90x10'), http('shop', 'bucket', ',le="1"', '0+120x10'), http('shop', 'bucket', ',le="+Inf"', '0+120x10'),
  node('node_cpu_seconds_total', ',cpu="0",mode="idle"', '0+15x10'), node('node_cpu_seconds_total', ',cpu="1",mode="idle"', '0+45x10'), node('node_cpu_seconds_total', ',cpu="0",mode="user"', '0+45x10'),
  node('node_memory_MemAvailable_bytes', '', '25x10'), node('node_memory_MemTotal_bytes', '', '100x10'), node('node_load1', '', '3x10'),
  node('node_disk_io_time_seconds_total', ',device="sda"', '0+6x10'), node('node_disk_io_time_seconds_total', ',device="sdb"', '0+54x10'),
  node('node_network_receive_errs_total', ',device="eth0"', '0+60x10'), node('node_network_transmit_errs_total', ',device="eth0"', '0+120x10'),
];

/** What each records of it. */
const RECORDED: Readonly<Record<string, readonly (readonly [labels: string, value: number])[]>> = {
  'service:looplaw_requests:rate5m': [['{job="shop", namespace="a"}', 2], ['{job="well", namespace="a"}', 1]],
  'service:looplaw_errors:ratio_rate5m': [['{job="shop", namespace="a"}', 0.25], ['{job="well", namespace="a"}', 0]],
  'service:looplaw_duration_seconds:p99_rate5m': [['{job="shop", namespace="a"}', 0.98]],
  'instance:looplaw_cpu_utilisation:rate5m': [['{instance="n"}', 0.5]],
  'instance:looplaw_memory_utilisation:ratio': [['{instance="n"}', 0.75]],
  'instance:looplaw_cpu_saturation:ratio': [['{instance="n"}', 1.5]],
  'instance:looplaw_disk_saturation:rate5m': [['{instance="n"}', 0.9]],
  'instance:looplaw_network_errors:rate5m': [['{instance="n"}', 3]],
};

describe.skipIf(typeof tool === 'string')(`what is recorded${typeof tool === 'string' ? ` (skipped: ${tool})` : ''}`, () => {
  test('has a value for each that can be worked out by hand', () => {
    expect(Object.keys(RECORDED)).toEqual(RECORDINGS.map(({ record }) => record));
    const queries = RECORDINGS.map(({ record, expr }) => ({ expr, eval_time: '8m', exp_samples: RECORDED[record]!.map(([labels, value]) => ({ labels, value })) }));
    const place = folder({
      'rules.yml': JSON.stringify({ groups: [] }),
      'cases.yml': JSON.stringify({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests: [{ interval: '1m', input_series: SERIES, promql_expr_test: queries }] }),
    });
    const { passes, said } = (tool as Promtool).run(['test', 'rules', 'cases.yml'], place);
    expect(passes, said).toBe(true);
  });
});
