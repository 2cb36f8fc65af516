import { describeEveryStore } from './every-store.ts';
import { openMemoryStores } from './memory-stores.ts';

describeEveryStore('in memory', openMemoryStores);
