export { action } from './suggest.server.ts'
