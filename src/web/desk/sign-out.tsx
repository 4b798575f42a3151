export { action, loader } from './sign-out.server.ts'

export default function SignOut(): null {
  return null
}
