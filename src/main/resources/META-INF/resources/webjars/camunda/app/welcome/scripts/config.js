import { speakChinese } from '/assets/webapp-chinese.js';

await speakChinese('welcome', '个人中心');

export default {
  app: { vendor: '雷霆 8+365', name: '个人中心' },
  locales: { availableLocales: ['zh'], fallbackLocale: 'zh' },
  disableWelcomeMessage: true,
  links: [{ label: '雷霆 8+365 首页', href: '/', description: '待办事项与本单位概况' }],
  customScripts: ['../../../assets/webapps', '../../../assets/webapp-words']
};
