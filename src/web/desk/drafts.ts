export { action } from './drafts.server.ts'
