export { loader } from './services.server.ts'
