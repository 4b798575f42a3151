/**
 * A process that uses the cluster, as the server and the command line do: it says on standard output when it is up, and
 * gives its hold back when a line arrives on standard input. SIGINT alone must not hurt it: it stops in its own order.
 */
import type { ClusterError } from '../../../src/main/postgres/cluster-error.ts'
import type * as Launcher from '../../../src/main/postgres/cluster.ts'

const [, , optionsText = '{}', house = new URL('../../../', import.meta.url).href] = process.argv
const options = JSON.parse(optionsText) as Launcher.ClusterOptions
const { ensureCluster } = (await import(new URL('src/main/postgres/cluster.ts', house).href)) as typeof Launcher

process.on('SIGINT', () => {})
const say = (word: object) => process.stdout.write(`${JSON.stringify(word)}\n`)
const messages: string[] = []

try {
  const cluster = await ensureCluster({ ...options, onMessage: (message) => messages.push(message.code) })
  say({ url: cluster.url, pid: cluster.pid, startedByUs: cluster.startedByUs, messages })
  process.stdin.once('data', () => {
    void cluster.release().then(() => {
      say({ released: true })
      process.exit(0)
    })
  })
} catch (error) {
  const { code, sentence } = error as ClusterError
  say({ refused: code ?? String(error), sentence })
  process.exit(1)
}
