export { loader } from './shapes.server.ts'
