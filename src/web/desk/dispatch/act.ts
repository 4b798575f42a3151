export { action } from './act.server.ts'
