import type { Config } from '@react-router/dev/config'

export default {
  appDirectory: 'src/web',
  buildDirectory: 'build/web',
  serverModuleFormat: 'esm',
  ssr: true,
} satisfies Config
