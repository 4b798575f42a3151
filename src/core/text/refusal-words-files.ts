import type { RefusalCode } from '../refusal.ts'
import type { FactAndRemedy } from './sentence.ts'

export const fileWords = {
  file_missing: {
    'zh-CN': ['没有收到文件。', '请选择一张照片后再上传。'],
    en: ['No file arrived.', 'Choose a photo and send it again.'],
  },
  empty_file: {
    'zh-CN': ['文件是空的。', '请重新选择照片；如果照片还在云端，请先下载到手机。'],
    en: ['The file is empty.', 'Choose the photo again; if it is still in the cloud, download it first.'],
  },
  file_too_large: {
    'zh-CN': ['照片太大。', '[每张最多 {limit} MB。]请换一张，或先压缩；已填写的内容不会丢失。'],
    en: [
      'The photo is too large.',
      '[At most {limit} MB each.] Choose another or make it smaller; nothing you wrote is lost.',
    ],
  },
  file_type: {
    'zh-CN': ['不接受这种文件。', '请使用 JPEG、PNG 或 WebP 格式的照片；已填写的内容不会丢失。'],
    en: ['Files of this kind are not accepted.', 'Use a JPEG, PNG or WebP photo; nothing you wrote is lost.'],
  },
  heic_picture: {
    'zh-CN': ['这是 HEIC 格式的照片，暂时无法接收。', '请在手机“设置—相机—格式”中选择“兼容性最佳”后重拍，或发送截图。'],
    en: [
      'This is a HEIC photo, which cannot be taken in.',
      'On the phone choose Settings, Camera, Formats, Most Compatible and take it again, or send a screenshot.',
    ],
  },
  picture_broken: {
    'zh-CN': ['照片无法打开。', '文件可能已损坏或没有传完，请重新选择；已填写的内容不会丢失。'],
    en: ['The photo cannot be opened.', 'It may be damaged or cut short. Choose it again; nothing you wrote is lost.'],
  },
  picture_too_large: {
    'zh-CN': ['照片的尺寸太大。', '[最多 {limit} 百万像素。]请缩小尺寸，或发送截图。'],
    en: ['The photo has too many pixels.', '[At most {limit} million.] Make it smaller, or send a screenshot.'],
  },
  too_many_files: {
    'zh-CN': ['照片太多。', '[最多 {limit} 张。]请去掉几张后再提交。'],
    en: ['There are too many photos.', '[At most {limit}.] Take some out and send again.'],
  },
  file_not_found: {
    'zh-CN': ['照片已不在。', '上传后 24 小时内没有提交，或已被移除。请重新选择照片。'],
    en: ['The photo is no longer here.', 'It was not used within 24 hours, or was removed. Choose it again.'],
  },
  files_busy: {
    'zh-CN': ['目前上传照片的人太多。', '请稍后再传，或先提交诉求，之后在查询页面补充照片。'],
    en: [
      'Too many photos are arriving just now.',
      'Send it a little later, or file first and add the photo when tracking.',
    ],
  },
} as const satisfies Partial<Record<RefusalCode, FactAndRemedy>>
