import { checkNodeVersion } from './node-version.ts'

// Modules that an older Node lacks are loaded only after the check.
checkNodeVersion()
const { runServer } = await import('./run-server.ts')
await runServer()
