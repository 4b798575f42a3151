export { action } from './caller.server.ts'
