export { action, loader } from './notices.server.ts'
