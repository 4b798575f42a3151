export { mapLoader as loader } from './place.server.ts'
