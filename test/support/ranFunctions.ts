// Which functions of the source ran, as V8 counted them: for tests that must leave nothing of a folder out.
import { Session } from 'node:inspector/promises';

/** `src/cards/letter.ts letterOf` for each named function below `folder` (`src/cards`) that ran while `f` did. */
export async function ranIn<T>(folder: string, f: () => T): Promise<{ ran: string[]; result: T }> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    const result = f();
    const { result: scripts } = await session.post('Profiler.takePreciseCoverage');
    await session.post('Profiler.stopPreciseCoverage');
    const ran = scripts.flatMap(({ url, functions }) => {
      const below = url.lastIndexOf(`/${folder}/`);
      if (below < 0) return [];
      const counted = functions.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0);
      return counted.map(({ functionName }) => `${url.slice(below + 1)} ${functionName}`);
    });
    return { ran, result };
  } finally {
    session.disconnect();
  }
}
