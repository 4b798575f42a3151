export { loader } from './start.server.ts'

export default function Start(): null {
  return null
}
