export { action } from './upload.server.ts'
