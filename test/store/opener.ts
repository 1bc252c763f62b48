// Run by opening.test.ts as a process of its own: tries to open the store of a folder and says how that went.
import { openStore, StoreError } from '../../src/store/index.ts';

try {
  const store = await openStore({ dataDir: process.argv[2] ?? '' });
  console.log(`opened with ${(await store.cases()).length} case`);
  await store.close();
} catch (error) {
  console.log(error instanceof StoreError ? `${error.code}: ${error.message}` : error);
}
