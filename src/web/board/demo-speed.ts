export { action, loader } from './demo-speed.server.ts'
