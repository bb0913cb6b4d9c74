import { MemoryLog } from './memory-log';
import { describeUpdateLog } from './update-log.contract';

describeUpdateLog('memory', async () => {
  const log = new MemoryLog();
  return { open: async () => log };
});
