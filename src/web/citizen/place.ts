export { action } from './place.server.ts'
