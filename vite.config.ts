import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

// The server bundle carries React and the router itself: one copy, always the production one,
// whatever NODE_ENV the product is started under.
export default defineConfig(({ command, isSsrBuild }) => ({
  plugins: [reactRouter()],
  ...(command === 'build' ? { define: { 'process.env.NODE_ENV': '"production"' } } : {}),
  publicDir: false,
  build: {
    sourcemap: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    ...(isSsrBuild ? { target: 'node22' } : {}),
  },
  ssr: { noExternal: true },
  server: { watch: { ignored: ['**/.data/**', '**/test/**'] } },
}))
