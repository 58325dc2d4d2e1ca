import { speakChinese } from '/assets/webapp-chinese.js';

await speakChinese('cockpit', '流程监控');

export default {
  app: { vendor: '雷霆 8+365', name: '流程监控' },
  locales: { availableLocales: ['zh'], fallbackLocale: 'zh' },
  disableWelcomeMessage: true,
  customScripts: ['../../../assets/webapps', '../../../assets/webapp-words', '../../../assets/cockpit-squads']
};
