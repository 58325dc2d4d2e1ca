import { speakChinese } from '/assets/webapp-chinese.js';

await speakChinese('tasklist', '任务');

export default {
  app: { vendor: '雷霆 8+365', name: '任务' },
  locales: { availableLocales: ['zh'], fallbackLocale: 'zh' },
  disableWelcomeMessage: true,
  customScripts: ['../../../assets/webapps', '../../../assets/webapp-words', '../../../assets/tasklist-record'],

  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: '认领当前任务'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: '转到第一个筛选'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: '转到列表中的第一项任务'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: '转到表单的第一个输入框'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: '打开启动流程的窗口'
    }
  }
};
