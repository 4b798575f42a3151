/** Every address that no other route knows: the root is loaded, so the error speaks the visitor's language. */
export { loader, action } from './not-found.server.ts'

export default function NotFound(): null {
  return null
}
