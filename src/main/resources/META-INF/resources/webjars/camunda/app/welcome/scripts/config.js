export default {
  app: { vendor: '雷霆 8+365', name: '个人中心' },
  locales: { availableLocales: ['zh'], fallbackLocale: 'zh' },
  disableWelcomeMessage: true,
  customScripts: ['../../../assets/webapps']
};
