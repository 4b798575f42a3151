export { loader } from './staged.server.ts'
