import type { ImportMap } from '../../../src/channels/import/import-map.ts'

/** A map for the tiny pack of `test/city/fixtures/tiny`, in which every kind of field is used. */
export const tinyMap: ImportMap = {
  name: 'paper',
  format: 'jsonl',
  messageId: { field: 'id' },
  registeredAt: { field: 'at', pattern: 'YYYY/MM/DD HH:mm:ss' },
  service: {
    steps: [
      { fields: ['kind', 'sub'], table: { 'water|cold': 'A102', 'road|': 'A201' } },
      { fields: ['kind'], table: { water: 'A101' } },
    ],
    otherwise: null,
  },
  area: {
    sources: [
      { from: 'code', field: 'area' },
      { from: 'name', field: 'quarter', match: 'exact' },
      { from: 'name', field: 'address', match: 'within', kinds: ['subdistrict', 'township'] },
      { from: 'point' },
    ],
    otherwise: null,
  },
  place: {
    address: 'address',
    latitude: 'lat',
    longitude: 'lng',
    fallbackPoints: [{ latitude: 20.5, longitude: 10.5 }],
  },
  matter: { fields: ['title', 'text'], separator: '：' },
  channel: 'import',
  requestType: { field: 'type', table: { thanks: 'praise' }, otherwise: 'complaint' },
  requester: { name: 'name', phone: 'phone' },
  refuse: [
    {
      field: 'state',
      values: ['test', 'spam'],
      code: 'not_real',
      sentence: { 'zh-CN': '测试数据。', en: 'A test of the source.' },
    },
  ],
  outcome: {
    rows: 'imported',
    closedAt: { field: 'closed', pattern: 'iso' },
    except: { field: 'state', values: ['open'] },
  },
}

/** A row that the map takes as it stands. */
export const goodRow = {
  id: 'p1',
  at: '2024/03/05 08:30:00',
  area: '11',
  kind: 'water',
  sub: '',
  title: '停水',
  text: '从昨天起没有水',
  address: '河街12号',
  lat: 20.2,
  lng: 10.4,
}
