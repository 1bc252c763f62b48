/** `GET /metrics`: figures for Prometheus, for whoever may watch. No name, no title, no case stands in them. */
import { type Page, plain } from '../page.ts';
import { mayWatch } from '../watcher.ts';

export interface MetricsPageOptions {
  /** Null: this machine alone may read them. */
  token: string | null;
  metrics: { text(): Promise<string>; readonly type: string };
}

export const metricsPath = '/metrics';

export function metricsPage({ token, metrics }: MetricsPageOptions): Page {
  return {
    method: 'GET',
    path: metricsPath,
    async answer(request) {
      if (mayWatch(request, token)) return { status: 200, type: metrics.type, body: await metrics.text() };
      if (token === null)
        return plain(
          403,
          'The figures are for this machine alone. To read them from elsewhere, set METRICS_TOKEN and send it as a bearer token.',
        );
      return {
        ...plain(401, 'The bearer token (METRICS_TOKEN) is missing or not the right one.'),
        headers: { 'WWW-Authenticate': 'Bearer' },
      };
    },
  };
}
