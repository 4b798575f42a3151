import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'src/web',
  buildDirectory: 'build/web',
  serverModuleFormat: 'esm',
  ssr: true,
  // The few pages that live in the browser know all addresses from the start, so that the server tells nothing else.
  routeDiscovery: { mode: 'initial' },
} satisfies Config
