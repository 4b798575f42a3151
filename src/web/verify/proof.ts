export { proofLoader as loader } from './verify.server.ts'
