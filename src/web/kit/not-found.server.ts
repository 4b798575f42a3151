import { data, type LoaderFunctionArgs } from 'react-router'

export function loader({ request }: LoaderFunctionArgs): never {
  const isForeign = new URL(request.url).pathname === '/refused-origin'
  throw isForeign ? data('origin', { status: 403 }) : data(null, { status: 404 })
}
export const action = loader
