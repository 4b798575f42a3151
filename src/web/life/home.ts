import { tendOutbox } from './outbox.ts'
import { comeAlive } from './page.ts'
import { openSafe } from './safe.ts'

/** Home and the door to tracking: what waits on this phone goes out and is told. */
void comeAlive([async () => tendOutbox(await openSafe())])
