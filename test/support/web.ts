/** The pages of a world on a real web server of this machine. */
import type { Page } from '../../src/http/page.ts';
import { type Server, startServer } from '../../src/http/server.ts';

const open: Server[] = [];

export async function closeWebs(): Promise<void> {
  for (const server of open.splice(0)) await server.stop(100);
}

/** The address of a server with these pages. */
export async function webWith(pages: readonly Page[]): Promise<string> {
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    pages,
    receive: async () => ({ status: 200 }),
    health: async () => ({ status: 200 }),
    onFault(error) {
      throw error;
    },
  });
  open.push(server);
  return `http://127.0.0.1:${server.port}`;
}
