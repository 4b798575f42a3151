import { checkNodeVersion } from './node-version.ts'

// Modules that an older Node lacks are loaded only after the check.
checkNodeVersion()
const { runCommandLine } = await import('./command-line.ts')
process.exitCode = await runCommandLine()
