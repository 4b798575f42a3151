import { layout, route, type RouteConfig } from '@react-router/dev/routes'

export default [
  route('/', 'citizen/home.tsx'),
  route('report', 'citizen/report.tsx'),
  route('report/done', 'citizen/done.tsx'),
  route('report/place', 'citizen/place.ts'),
  route('report/map', 'citizen/place-map.ts'),
  route('track', 'citizen/track.tsx'),
  route('track/request', 'citizen/tracked.tsx'),
  route('tour', 'tour/tour.tsx'),
  route('scores', 'board/scores.tsx'),
  route('staff/sign-in', 'desk/sign-in.tsx'),
  route('staff/sign-out', 'desk/sign-out.tsx'),
  route('staff/drafts', 'desk/drafts.ts'),
  layout('desk/frame.tsx', [
    route('staff', 'desk/start.tsx'),
    route('staff/queue', 'desk/queue.tsx'),
    route('staff/new', 'desk/new.tsx'),
    route('staff/requests/:number', 'desk/request.tsx'),
    route('staff/requests/:number/photos', 'desk/photos.tsx'),
  ]),
  route('files', 'files/upload.ts'),
  route('files/staged/:key', 'files/staged.ts'),
  route('files/:number/:ordinal', 'files/file.ts'),
  route('kit', 'kit/sheet/sheet.tsx'),
  route('*', 'kit/not-found.tsx'),
] satisfies RouteConfig
