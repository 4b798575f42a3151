export { action } from './file.server.ts'
