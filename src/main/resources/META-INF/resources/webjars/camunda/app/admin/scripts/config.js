import { speakChinese } from '/assets/webapp-chinese.js';

await speakChinese('admin', '系统管理');

export default {
  app: { vendor: '雷霆 8+365', name: '系统管理' },
  locales: { availableLocales: ['zh'], fallbackLocale: 'zh' },
  disableWelcomeMessage: true,
  customScripts: ['../../../assets/webapps', '../../../assets/webapp-words']
};
