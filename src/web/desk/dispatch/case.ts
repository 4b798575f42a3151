export { loader } from './case.server.ts'
