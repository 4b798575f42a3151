export { laterAction as action } from './report.server.ts'
